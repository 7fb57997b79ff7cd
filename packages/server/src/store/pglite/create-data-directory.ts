/** The first start of an embedded store: all of its data directory, or none. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WorkerHost } from './worker-host.ts';

/**
 * Creates the data directory when it is missing, from the snapshot where one is given (a fraction of the time).
 * It is made under another name and renamed: a process killed half-way leaves nothing that looks like a store.
 * The caller holds the lock of the directory above. Throws StoreUnavailableError.
 */
export async function createDataDirectory(directory: string, snapshotFile: string | null): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true });
  const host = new WorkerHost(
    { dataDirectory: draft, snapshotFile },
    { onNotify: () => undefined, onRestarted: () => undefined },
  );
  try {
    await host.open();
  } finally {
    await host.close();
  }
  renameSync(draft, directory);
}
