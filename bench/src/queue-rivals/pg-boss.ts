import { PgBoss } from 'pg-boss';
import type { Rival } from './rival.ts';

const QUEUE = 'bench-nothing';

/** Its `work` gives one call as many jobs as it has slots and settles them together: its fastest way that a setting can choose. */
export const pgBoss: Rival = {
  name: 'pg-boss, batches',
  async open(url) {
    const boss = new PgBoss({ connectionString: url, max: 10, useListenNotify: true });
    boss.on('error', (error) => console.error(error.message));
    await boss.start();
    await boss.createQueue(QUEUE, { notify: true });
    return {
      countEndedSql: `SELECT count(*) FROM pgboss.job WHERE state = 'completed'`,
      submit: async () => void (await boss.send(QUEUE, {})),
      async work(slots, onJob) {
        const options = { batchSize: slots, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 };
        await boss.work(QUEUE, options, async (jobs) => jobs.forEach(onJob));
        return { stop: () => boss.offWork(QUEUE) };
      },
      close: () => boss.stop({ graceful: false }),
    };
  },
};

/** Loops of `fetch` and `complete`, one job at a time in each slot, as the other two queues work. */
export const pgBossSingly: Rival = {
  name: 'pg-boss, one by one',
  async open(url) {
    const open = await pgBoss.open(url);
    const boss = new PgBoss({ connectionString: url, max: 10, supervise: false, schedule: false });
    await boss.start();
    return {
      ...open,
      async work(slots, onJob) {
        let stopped = false;
        const loop = async (): Promise<void> => {
          while (!stopped) {
            for (const job of await boss.fetch(QUEUE)) {
              onJob();
              await boss.complete(QUEUE, job.id);
            }
          }
        };
        const loops = Array.from({ length: slots }, loop);
        return {
          async stop() {
            stopped = true;
            await Promise.all(loops);
          },
        };
      },
      async close() {
        await boss.stop({ graceful: false });
        await open.close();
      },
    };
  },
};
