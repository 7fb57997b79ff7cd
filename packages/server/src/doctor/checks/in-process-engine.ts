import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '@assay/engine';
import { engineOptionsOf } from '../../engine-options-of.ts';
import type { Check, Machine } from '../check.ts';
import { failed, ok } from '../finding.ts';

/** Native code that an installation for another system, or a cut-down one, does not have: loaded and used once. */
export const inProcessEngine: Check<Machine> = {
  name: 'in-process engine',
  async look({ config }) {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'assay-doctor-')));
    try {
      await writeFile(join(folder, 'one.csv'), 'x\n1\n');
      const options = { ...engineOptionsOf(config), fileRoots: [folder], scratchDirectory: folder };
      const target = await openTarget({ type: 'files', path: folder }, options);
      try {
        return ok((await target.ping()).serverVersion);
      } finally {
        await target.close();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failed(
        `It cannot be loaded: ${reason}`,
        'Install the packages again on this very machine: npm ci. Its system and processor must be supported.',
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
