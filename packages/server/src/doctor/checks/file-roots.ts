import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import type { Check, Machine } from '../check.ts';
import { failed, ok } from '../finding.ts';

export const fileRoots: Check<Machine> = {
  name: 'file roots',
  async look({ config: { fileRoots: roots } }) {
    const states = await Promise.all(roots.map(async (root) => ({ root, readable: await isReadable(root) })));
    const bad = states.filter(({ readable }) => !readable).map(({ root }) => root);
    if (bad.length === 0) return ok(roots.join(', '));
    return failed(
      `Not there, no folder, or not readable by this user: ${bad.join(', ')}.`,
      'Correct ASSAY_FILE_ROOTS, or give this user the right to read.',
    );
  },
};

const isReadable = (root: string): Promise<boolean> =>
  access(root, constants.R_OK | constants.X_OK)
    .then(() => readdir(root))
    .then(
      () => true,
      () => false,
    );
