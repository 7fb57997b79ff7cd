/**
 * A worker as a process of its own, to be killed and frozen: `node worker-process.ts <database url>`. Its handler
 * notes every attempt in the table `note` and says on standard output where it is.
 */
import { openJobEvents } from '../job-events.ts';
import type { JobHandler } from '../job-handler.ts';
import { startJobWorker } from '../start-job-worker.ts';
import { TEST_KEY } from './job-fixtures.ts';
import { postgresJobDatabase } from './postgres-job-database.ts';
import { NOTE_SQL, SHORT_FOR_PROCESSES } from './process-bounds.ts';

const say = (word: string): void => void process.stdout.write(`${word}\n`);
const hang = (): Promise<never> => new Promise(() => {});

const handler: JobHandler = async (job, { attempt, signal, write, complete }) => {
  const note = (text: string) => write((tx) => tx.query(NOTE_SQL, [job.id, `attempt ${attempt} ${text}`]));
  await note('began');
  say('began');
  if (job.arguments.hangInsideWrite) {
    await write(async () => {
      say('inside');
      await hang();
    });
  }
  if (job.arguments.hang) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    say(`stopped:${signal.reason.kind}`);
    await note('wrote late').catch((error: Error) => say(`refused:${error.name}`));
    return;
  }
  await complete(async (tx) => void (await tx.query(NOTE_SQL, [job.id, `attempt ${attempt} completed`])));
};

const database = postgresJobDatabase(process.argv[2] ?? '');
startJobWorker({
  database,
  events: await openJobEvents(database),
  ...{ slots: 3, settings: SHORT_FOR_PROCESSES },
  handlers: { [TEST_KEY]: handler },
});
say('ready');
