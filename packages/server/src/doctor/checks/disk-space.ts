import { statfs } from 'node:fs/promises';
import type { Check, Machine } from '../check.ts';
import { failed, type Outcome, ok, warning } from '../finding.ts';
import { nearestExisting } from './data-directory.ts';

const GIB = 2 ** 30;
/** With less the embedded store may not even be able to write its log. */
const NEEDED_BYTES = 0.25 * GIB;

/** The data directory holds spill files too: what does not fit into a run's memory goes there. */
export const diskSpace: Check<Machine> = {
  name: 'disk space',
  async look({ config }) {
    const { bavail, bsize } = await statfs(await nearestExisting(config.home));
    return judgeSpace(bavail * bsize, config);
  },
};

export function judgeSpace(
  free: number,
  { home, memoryLimitBytes, workerSlots }: Machine['config'],
): Outcome {
  const detail = `${gibibytes(free)} free for ${home}`;
  const remedy = 'Make room, or set ASSAY_HOME to a folder on a larger disk.';
  if (free < NEEDED_BYTES)
    return failed(`${detail}; at least ${gibibytes(NEEDED_BYTES)} are needed.`, remedy);
  const wanted = memoryLimitBytes * workerSlots;
  if (free >= wanted) return ok(detail);
  return warning(
    `${detail}: less than the memory of ${workerSlots} runs (${gibibytes(wanted)}), which spill there when it is used up.`,
    remedy,
  );
}

const gibibytes = (bytes: number): string => `${(bytes / GIB).toFixed(bytes < 10 * GIB ? 1 : 0)} GiB`;
