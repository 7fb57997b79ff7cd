/**
 * `npm run test:faults [-- --minutes=5] [--seed=7]`: the fault suite alone; with minutes, its soak goes on for that long.
 * Other arguments go to vitest. Ends like `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What test/faults/support/fault-options.ts reads. */
const VARIABLES: Readonly<Record<string, string>> = {
  minutes: 'ASSAY_FAULT_MINUTES',
  seed: 'ASSAY_FAULT_SEED',
};

const environment: NodeJS.ProcessEnv = { ...process.env };
const forVitest: string[] = [];
for (const argument of process.argv.slice(2)) {
  const [, name = '', value = ''] = /^--(minutes|seed)(?:=(.*))?$/.exec(argument) ?? [];
  const variable = VARIABLES[name];
  if (variable === undefined) forVitest.push(argument);
  else if (/^\d+(\.\d+)?$/.test(value)) environment[variable] = value;
  else {
    console.error(`--${name} needs a number: npm run test:faults -- --minutes=5 --seed=7`);
    process.exit(2);
  }
}
const { status } = spawnSync(
  process.execPath,
  [join(import.meta.dirname, 'run-tests.ts'), 'test/faults', ...forVitest],
  { stdio: 'inherit', env: environment },
);
process.exitCode = status ?? 1;
