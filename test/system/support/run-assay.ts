/** The `assay` command run to its end, as a person or a script runs it. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';

const MAIN = new URL('../../../packages/cli/src/main.ts', import.meta.url).pathname;
const LONGEST_RUN_MS = 120_000;

/** Nothing of this process's environment but the path: no setting of whoever runs the tests leaks in. */
export function runAssay(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, ['--conditions=@assay/source', MAIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment },
    timeout: LONGEST_RUN_MS,
  });
}
