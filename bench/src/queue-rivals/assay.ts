import { openJobEvents, startJobWorker, submitJob } from '@assay/jobs';
import { openStore } from '@assay/server';
import type { Rival } from './rival.ts';

const JOB_KEY = 'bench-nothing';

export const assay: Rival = {
  name: 'Assay',
  async open(url) {
    const { store } = await openStore({
      ...{ databaseUrl: url, home: '/nonexistent', maxConnections: 10 },
      onError: (error) => console.error(error.message),
    });
    const database = store.jobs;
    return {
      countEndedSql: `SELECT count(*) FROM job WHERE status = 'completed'`,
      submit: async () => void (await submitJob(database, { key: JOB_KEY, source: 'bench' })),
      async work(slots, onJob) {
        const events = await openJobEvents(database);
        const worker = startJobWorker({
          ...{ database, events, slots },
          handlers: { [JOB_KEY]: async () => onJob() },
        });
        return {
          async stop() {
            await worker.stop({ finishWithinMs: 5_000 });
            await events.close();
          },
        };
      },
      close: () => store.close(),
    };
  },
};
