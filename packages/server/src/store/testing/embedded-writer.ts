/** A process of its own for tests of the embedded store: opens a data directory and does what it is told. */
import { uuidV7 } from '@assay/jobs';
import { openStore } from '../open-store.ts';

const [home = '', task = '', snapshotFile = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const { store, announce } = await openStore({
    databaseUrl: null,
    home,
    maxConnections: 1,
    snapshotFile,
    onError: (error) => console.error(error),
  });
  announce('http://127.0.0.1:4080');
  say('open');
  if (task === 'hold') setInterval(() => undefined, 1_000);
  // Says a row's code when it is committed, not before: what was said must be there after a kill.
  for (let n = 0; task === 'write'; n++) {
    const code = `${process.pid}-${n}`;
    await store.db.insertInto('project').values({ id: uuidV7(), code, name: code }).execute();
    say(code);
  }
} catch (error) {
  say(`refused ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`);
  process.exitCode = 1;
}
