/** `assay work`: workers only, on a store that a server (or several) shares. */
import { composeFeatures, readConfig, startWorkerProcess } from '@assay/server';
import { untilInterrupted } from '../until-interrupted.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';

export async function work(): Promise<void> {
  const config = readConfig();
  if (config.databaseUrl === null) {
    throw new UsageError(
      'assay work needs a PostgreSQL store (ASSAY_DATABASE_URL): the embedded one serves a single process, which works by itself (assay serve).',
    );
  }
  const worker = await startWorkerProcess(config, { version: VERSION, modules: composeFeatures });
  process.stdout.write(`Assay ${VERSION} works with ${config.workerSlots} slots.\n`);
  await untilInterrupted();
  process.stdout.write('Stopping: finishing what is at hand, handing the rest back.\n');
  await worker.close();
}
