import { beforeAll, expect, it } from 'vitest';
import { givenCsvTables } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';
import { gate, scriptedWorker } from './testing/scripted-worker.ts';

const CLIENTS = 100;
/** Of each request: whose token, whose job. */
const ADMISSION = 2;
/** The end is read for all at once; the last to arrive may still be looking. */
const SHARED_READS = CLIENTS / 4;

describeServers(
  'clients that wait for a job',
  (server) => {
    let tableGroupId: string;
    beforeAll(async () => {
      ({ tableGroupId } = await givenCsvTables(server(), { orders: 'id\n1\n' }));
    });

    it('share the read of the job that has ended', async () => {
      const { client, store } = server();
      const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId });
      const everybodyWaits = gate();
      await scriptedWorker(server(), () => everybodyWaits.opened);
      let admissions = 0;
      let reads = 0;
      const stop = store.observe((sql) => {
        if (/from "api_token"|select "project_id" from "job"/.test(sql)) admissions += 1;
        // Those of the handler; the worker's own statements are UPDATEs.
        else if (/^SELECT (job\.)?id/.test(sql.trim())) reads += 1;
      });
      const waiting = Array.from({ length: CLIENTS }, () => client.getJob({ job_id: id, wait: 20 }));
      await expect.poll(() => admissions, { timeout: 10_000 }).toBe(CLIENTS * ADMISSION);
      reads = 0;
      everybodyWaits.open();
      const jobs = await Promise.all(waiting);
      stop();
      expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['completed']));
      expect(reads).toBeGreaterThan(0);
      expect(reads).toBeLessThan(SHARED_READS);
    });
  },
  { workerSlots: 0 },
);
