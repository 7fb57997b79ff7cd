/**
 * `npm run generate [-- --check]`: writes every generated file anew, or with `--check` says which of them differ
 * from what would be written. Each generator is a script of the room that owns the files and knows `--check`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './run-command.ts';

/** In the order of need: a later one may read what an earlier one wrote. */
const GENERATORS = [
  'packages/checks/src/write-catalogs.ts',
  'packages/contract/src/write-openapi.ts',
  'packages/contract/src/write-error-reference.ts',
  'packages/server/src/metrics/write-metrics-reference.ts',
  'packages/server/src/store/write-schema.ts',
] as const;

const check = process.argv.includes('--check');
const problems: string[] = [];
for (const generator of GENERATORS) {
  if (!existsSync(join(ROOT, generator))) {
    problems.push(`${generator}: no such file; correct the list in scripts/generate.ts`);
    continue;
  }
  const args = ['--conditions=@assay/source', generator, ...(check ? ['--check'] : [])];
  const { ok, output, seconds } = await runCommand('node', args);
  if (!ok) problems.push(`${generator}:\n${output.trimEnd()}`);
  else if (!check) console.log(`${generator} ${seconds.toFixed(1)} s`);
}
if (problems.length > 0) {
  console.error(problems.join('\n\n'));
  if (check) console.error('\nRun `npm run generate` and commit what it writes.');
  process.exitCode = 1;
}
