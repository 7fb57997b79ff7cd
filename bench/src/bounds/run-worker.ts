/**
 * A worker to be killed, with the settings that everybody has: `node run-worker.ts <database url> <job key>`. Its jobs hold their slot for
 * ever; it says `running` when it has one.
 */
import { openJobEvents, startJobWorker } from '@assay/jobs';
import { openStore } from '@assay/server';

const [databaseUrl = '', key = ''] = process.argv.slice(2);
const { store } = await openStore({ databaseUrl, home: '', maxConnections: 4, onError: () => {} });
startJobWorker({
  ...{ database: store.jobs, events: await openJobEvents(store.jobs), slots: 1 },
  handlers: {
    [key]: async () => {
      process.send?.('running');
      await new Promise(() => {});
    },
  },
});
process.send?.('ready');
