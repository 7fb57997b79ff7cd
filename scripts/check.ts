/**
 * `npm run check [-- name ...]`: everything that can be told without running the tests. One line for each check;
 * the details of those that fail. The exit code is 0 when all hold.
 */
import { type CommandResult, runCommand } from './run-command.ts';

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const script = (file: string, ...args: string[]) => ({
  command: 'node',
  args: ['--conditions=@assay/source', `scripts/${file}`, ...args],
});

const CHECKS: readonly Check[] = [
  { name: 'types', command: 'tsc', args: ['--noEmit', '-p', 'tsconfig.check.json'] },
  { name: 'build', command: 'tsc', args: ['--build'] },
  { name: 'lint', command: 'biome', args: ['ci', '--colors=off', '.'] },
  { name: 'directions', ...script('check-directions.ts') },
  { name: 'sizes', ...script('check-sizes.ts') },
  { name: 'dead-code', command: 'knip', args: ['--no-progress'] },
  { name: 'generated', ...script('generate.ts', '--check') },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `No check is called ${unknown.join(', ')}. There are: ${CHECKS.map((check) => check.name).join(', ')}.`,
  );
  process.exit(2);
}

const failures: { check: Check; result: CommandResult }[] = [];
for (const check of CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const result = await runCommand(check.command, check.args);
  console.log(
    `${result.ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(10)} ${result.seconds.toFixed(1).padStart(5)} s`,
  );
  if (!result.ok) failures.push({ check, result });
}
for (const { check, result } of failures) {
  console.log(`\n--- ${check.name}: ${check.command} ${check.args.join(' ')}\n${result.output.trimEnd()}`);
}
process.exitCode = failures.length === 0 ? 0 : 1;
