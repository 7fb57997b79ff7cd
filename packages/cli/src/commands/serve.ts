/** `assay serve`: the server with its workers, until Ctrl-C. */
import { composeFeatures, readConfig, startServer } from '@assay/server';
import { untilInterrupted } from '../until-interrupted.ts';
import { VERSION } from '../version.ts';

export async function serve(): Promise<void> {
  const config = readConfig();
  const server = await startServer(config, { version: VERSION, modules: composeFeatures });
  process.stdout.write(`Assay ${VERSION} at ${server.url}  (reference: ${server.url}/api/docs)\n`);
  if (server.bootstrapToken !== null) {
    process.stdout.write(
      `Admin token, shown this once: ${server.bootstrapToken}\nKeep it: other tokens are made with it (assay token create).\n`,
    );
  }
  await untilInterrupted();
  process.stdout.write('Stopping: finishing what is at hand, handing the rest back.\n');
  await server.close();
}
