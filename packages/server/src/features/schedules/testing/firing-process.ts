/**
 * A server as a process of its own, to be killed and frozen: `node firing-process.ts <database url> <time>`. It fires
 * what is due and hangs before the commit. On standard output it says `fired` by then, and `refused` when the database
 * has ended its session.
 */
import { openStore } from '../../../store/open-store.ts';
import { fireDue } from '../fire-due.ts';

const [databaseUrl = '', time = ''] = process.argv.slice(2);
const { store } = await openStore({
  ...{ databaseUrl, home: '/nowhere', maxConnections: 1 },
  onError: (error) => console.error(error),
});
const hanging: typeof store = {
  ...store,
  transaction: (work) =>
    store.transaction(async (tx) => {
      await work(tx);
      process.stdout.write('fired\n');
      // Statements now and then, so that it is not taken for a frozen one.
      for (;;) await tx.query('SELECT pg_sleep(0.2)');
    }),
};
await fireDue(hanging, new Date(time), {
  onFired: () => undefined,
  onFailed: ({ name }) => process.stdout.write(`refused ${name}\n`),
});
