/** Faults around one server of the whole product: its targets, its disk, its clients. Each is a file beside this one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describePostgres } from '@assay/test-support';
import { afterAll, beforeAll } from 'vitest';
import { startAssay } from '../system/support/assay-process.ts';
import { brokenTargets } from './broken-target.ts';
import { fullDisk } from './full-disk.ts';
import { lostReply } from './lost-reply.ts';
import type { OneServer } from './support/one-server.ts';
import { expectInvariantsOf, makeRecordedHome } from './support/recorded-home.ts';

describePostgres('one server', () => {
  let server: OneServer;
  beforeAll(async () => {
    const home = await makeRecordedHome('postgresql');
    const smallDisk = mountSmallDisk(join(home.folder, 'home/scratch'));
    const environment = { ASSAY_WORKER_SLOTS: '3', ASSAY_MEMORY_LIMIT: '64MB' };
    server = { home, smallDisk, assay: await startAssay(home, { environment }), submitted: [] };
  });
  afterAll(async () => {
    await server.assay.stop();
    await expectInvariantsOf(server.home, server.submitted);
    if (server.smallDisk !== null) execFileSync('umount', [server.smallDisk]);
    await server.home.remove();
  });
  const getServer = () => server;

  brokenTargets(getServer);
  lostReply(getServer);
  fullDisk(getServer);
});

/** Null where it takes rights that this process lacks. */
function mountSmallDisk(folder: string): string | null {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'assay-faults', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return null;
  }
}
