/** Servers that are killed or asked to stop, and what the next one finds. Numbers are those of the conformance list. */
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type AssayHome, type AssayProcess, startAssay } from '../system/support/assay-process.ts';
import { TAKE_OVER_MS, untilRunning, untilTableIsStored } from '../system/support/job-at-work.ts';
import { makePlaces } from '../system/support/shop.ts';
import { makeSlowTarget, SLOW_COUNTS, slowConnection } from '../system/support/slow-target.ts';
import { expectInvariantsOf, makeRecordedHome } from './support/recorded-home.ts';

const SUBMISSIONS = 25;

// Side by side, because most of the time goes by in waiting for leases to end.
describe.runIf(postgresAvailable()).concurrent.each(['embedded', 'postgresql'] as const)(
  'on the %s store',
  (kind) => {
    let home: AssayHome;
    let target: PostgresDatabase;
    const running = new Set<AssayProcess>();
    beforeAll(async () => {
      home = await makeRecordedHome(kind);
      target = await createPostgresDatabase();
      await makeSlowTarget(target);
    });
    afterAll(async () => {
      await Promise.all([...running].map((assay) => assay.kill()));
      await target.drop();
      await home.remove();
    });
    const start = async () => {
      // One job at a time, so that what waits behind it is known.
      const assay = await startAssay(home, { environment: { ASSAY_WORKER_SLOTS: '1' } });
      running.add(assay);
      return assay;
    };
    const end = async (assay: AssayProcess, how: 'kill' | 'stop') => {
      running.delete(assay);
      return assay[how]();
    };

    it('18, 25, 26: nothing that was answered is lost, no table is measured twice, no end changes', async ({
      expect,
    }) => {
      const first = await start();
      const places = await makePlaces(first.client, slowConnection(target), 'public');
      const { id } = await first.client.submitProfilingRun({ table_group_id: places.tableGroupId });
      await untilRunning(first, id);
      const canceled = await first.client.submitTestRun({ test_suite_id: places.testSuiteId });
      await first.client.cancelJob({ job_id: canceled.id });
      const acknowledged = [id, canceled.id];
      const submitting = (async () => {
        while (acknowledged.length < SUBMISSIONS) {
          acknowledged.push((await first.client.submitTestRun({ test_suite_id: places.testSuiteId })).id);
        }
      })().catch(() => undefined);
      await untilTableIsStored(first, id, 'quick');
      await end(first, 'kill');
      await submitting;

      // Who measured the table again would count these.
      await target.query('INSERT INTO quick SELECT g, 1 FROM generate_series(1, 11) g');
      const second = await start();
      const ends = await Promise.all(
        acknowledged.map((one) => second.client.waitForJob(one, { timeoutMs: TAKE_OVER_MS })),
      );
      expect(ends[0]).toMatchObject({ status: 'completed', error_message: null });
      expect(ends[1]).toMatchObject({ status: 'canceled', claimed_at: null, started_at: null });
      const run = await second.client.getProfilingRun({ job_id: id, include: ['details'] });
      expect(run).toMatchObject({ result: SLOW_COUNTS, details: { resumed_table_ct: 1 } });
      expect(run.result?.score).not.toBeNull();

      const handedBack = await second.client.submitProfilingRun({ table_group_id: places.tableGroupId });
      await untilRunning(second, handedBack.id);
      expect(await end(second, 'stop')).toBe(0);
      const third = await start();
      const last = await third.client.waitForJob(handedBack.id, { timeoutMs: TAKE_OVER_MS });
      expect(last).toMatchObject({ status: 'completed', error_message: null });
      const anew = await third.client.getProfilingRun({ job_id: handedBack.id });
      expect(anew.result).toMatchObject({ record_ct: SLOW_COUNTS.record_ct + 11 });
      for (const job of ends) expect(await third.client.getJob({ job_id: job.id })).toEqual(job);
      await end(third, 'stop');

      const { counts } = await expectInvariantsOf(home, [...acknowledged, handedBack.id]);
      expect(counts.takeovers).toBeGreaterThan(0);
    });
  },
);
