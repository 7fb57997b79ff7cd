import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { Pool } from 'pg';
import type { Rival } from './rival.ts';

const TASK = 'bench_nothing';

export const graphileWorker: Rival = {
  name: 'graphile-worker',
  async open(url) {
    const pgPool = new Pool({ connectionString: url, max: 10 });
    const logger = new Logger(() => () => {});
    const utils = await makeWorkerUtils({ pgPool, logger });
    await utils.migrate();
    // Jobs that have ended are deleted: those that are gone are counted.
    let submitted = 0;
    return {
      get countEndedSql() {
        return `SELECT ${submitted} - count(*) FROM graphile_worker.jobs`;
      },
      async submit() {
        submitted += 1;
        await utils.addJob(TASK, {});
      },
      async work(slots, onJob) {
        const runner = await run({
          ...{ pgPool, logger, concurrency: slots, noHandleSignals: true },
          taskList: { [TASK]: async () => onJob() },
        });
        return { stop: () => runner.stop() };
      },
      async close() {
        await utils.release();
        await pgPool.end();
      },
    };
  },
};
