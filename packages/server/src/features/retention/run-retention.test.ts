import type { JobContext } from '@assay/jobs';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Store, StoreTransaction } from '../../store/store.ts';
import { describeStores } from '../../store/testing/store-for-test.ts';
import { runRetention } from './run-retention.ts';
import { type AgedProject, agedProject } from './testing/aged-runs.ts';

describeStores('an attempt at removing what is too old', (openTestStore) => {
  let store: Store;
  let shop: AgedProject;
  beforeAll(async () => {
    store = await openTestStore();
  });
  beforeEach(async () => {
    shop = await agedProject(store);
    for (let n = 0; n < 35; n++) await shop.ran({ daysAgo: 120 - n });
    await change(30);
  });
  const change = (retention_days: number | null) =>
    store.db.updateTable('project').set({ retention_days }).where('id', '=', shop.projectId).execute();
  const left = async (): Promise<number> =>
    (await store.jobs.query('SELECT 1 FROM job WHERE project_id = $1::uuid', [shop.projectId])).length;
  const applied = () =>
    store.db
      .selectFrom('project')
      .select('retention_applied_at')
      .where('id', '=', shop.projectId)
      .executeTakeFirstOrThrow();

  /** Runs an attempt and gives what it logged; `afterBatch` is called with the number of batches so far. */
  async function attempt(
    afterBatch: (batches: number) => Promise<unknown> = async () => {},
  ): Promise<string[]> {
    const lines: string[] = [];
    let batches = 0;
    const context: JobContext<StoreTransaction> = {
      ...{ signal: new AbortController().signal, attempt: 1, progress: () => {} },
      log: (_level, message) => void lines.push(message),
      async write(work) {
        const done = await store.transaction(work);
        await afterBatch(++batches);
        return done;
      },
      complete: (work = async () => {}) => store.transaction(work),
    };
    await runRetention(store, { projectId: shop.projectId }, context);
    return lines;
  }

  it('logs what it removed, and when that was', async () => {
    expect((await attempt()).toSorted()).toEqual([
      'Removed: 34 of captured_rows.',
      'Removed: 34 of log_line.',
      'Removed: 34 of test_result.',
      'Removed: 34 of test_run.',
    ]);
    expect(await left()).toBe(1);
    expect((await applied()).retention_applied_at).not.toBeNull();
  });

  it.each([null, 300])('stops when the days are changed to %s meanwhile', async (days) => {
    const lines = await attempt(async (batches) => batches === 2 && change(days));
    expect(lines).toEqual([expect.stringContaining('settings were changed')]);
    expect(await left()).toBe(15);
    expect((await applied()).retention_applied_at).toBeNull();
  });

  it('finds nothing to do in a project that is gone', async () => {
    await store.db.deleteFrom('project').where('id', '=', shop.projectId).execute();
    expect(await attempt()).toEqual([]);
  });
});
