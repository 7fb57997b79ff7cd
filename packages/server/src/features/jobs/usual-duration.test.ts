import { submitJob } from '@assay/jobs';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { usualDurationMs } from './usual-duration.read.ts';

describeStores('the usual duration of a run', (openTestStore) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  beforeEach(() => store.jobs.query('DELETE FROM job'));

  const WORK = { test_suite_id: 's' };
  const spec = { key: 'run-tests', targetKey: 'suite s', arguments: WORK };
  const usual = (work: Record<string, unknown> = WORK) =>
    usualDurationMs(store.db, { ...spec, arguments: work });
  /** A run that took so many seconds; the ones made first are the oldest. */
  async function ran(
    seconds: number,
    {
      status = 'completed',
      attempt = 1,
      ...of
    }: Partial<typeof spec> & { status?: string; attempt?: number } = {},
  ): Promise<void> {
    const { job } = await submitJob(store.jobs, { ...spec, source: 'api', ...of });
    await store.jobs.query(
      `UPDATE job SET status = $2::text, attempt = $3::integer, claimed_at = created_at, started_at = created_at,
         completed_at = created_at + $4::double precision * interval '1 second',
         error_message = CASE $2::text WHEN 'error' THEN 'broken' END WHERE id = $1::uuid`,
      [job.id, status, attempt, seconds],
    );
  }

  it('is unknown before there was one', async () => {
    expect(await usual()).toBeNull();
    expect(await usualDurationMs(store.db, { ...spec, targetKey: null })).toBeNull();
  });

  it('is the median of the five newest', async () => {
    for (const seconds of [1_000, 1_000, 1_000, 10, 20, 30, 40, 500]) await ran(seconds);
    expect(await usual()).toBe(30_000);
  });

  it('counts only completed runs of one attempt', async () => {
    await ran(10);
    await ran(900, { status: 'error' });
    await ran(900, { status: 'canceled' });
    await ran(900, { attempt: 2 });
    expect(await usual()).toBe(10_000);
  });

  it('counts only the same work, whoever asked for it', async () => {
    await ran(10, { arguments: { ...WORK, schedule_id: 'x', due_at: 'y', traceparent: 'z' } as typeof WORK });
    await ran(900, { arguments: { ...WORK, changed_only: true } as typeof WORK });
    await ran(900, { key: 'run-test-generation' });
    await ran(900, { targetKey: 'suite t' });
    expect(await usual()).toBe(10_000);
    expect(await usual({ changed_only: true, ...WORK, due_at: 'now' })).toBe(900_000);
  });
});
