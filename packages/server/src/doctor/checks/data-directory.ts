import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Check, Machine } from '../check.ts';
import { failed, ok } from '../finding.ts';

export const dataDirectory: Check<Machine> = {
  name: 'data directory',
  async look({ config: { home } }) {
    const place = await nearestExisting(home);
    if (!(await stat(place)).isDirectory()) {
      return failed(`${place} is no folder.`, 'Move it away, or set ASSAY_HOME to another place.');
    }
    const usable = await access(place, constants.R_OK | constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!usable) {
      return failed(
        `${place} cannot be read and written by this user.`,
        'Give this user the rights, or set ASSAY_HOME to a folder of its own.',
      );
    }
    return ok(place === home ? home : `${home} will be made at the first start`);
  },
};

/** The folder itself, or that of its ancestors in which it would be made. */
export async function nearestExisting(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  return there || dirname(path) === path ? path : nearestExisting(dirname(path));
}
