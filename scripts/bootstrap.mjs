/**
 * The first command in a fresh clone: `node scripts/bootstrap.mjs demo [args]`, `... test [args]` or `... faults [args]`.
 *
 * Plain JavaScript for Node 20, because it runs before anything is installed. It installs what is missing,
 * builds, and hands over to Node 24 from node_modules.
 */
import { existsSync, statSync } from 'node:fs';
import { run, runOnNode24 } from './bootstrap/run.mjs';

/** What follows installation and build: a file for Node 24 and its first arguments. */
const TASKS = {
  prepare: null,
  demo: ['packages/cli/dist/main.js', 'demo'],
  test: ['scripts/run-tests.ts'],
  faults: ['scripts/run-faults.ts'],
};

const [name = '', ...rest] = process.argv.slice(2);
if (!Object.hasOwn(TASKS, name)) {
  console.error(`Say what to do: node scripts/bootstrap.mjs ${Object.keys(TASKS).join('|')} [arguments]`);
  process.exit(2);
}
if (!installed())
  await step('Installing dependencies (npm ci)', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
await step('Building (tsc --build)', ['run', '--silent', 'build']);
const task = TASKS[name];
if (task !== null) process.exit(await runOnNode24([...task, ...rest]));

/** npm writes its own copy of the lock file last, so the time of that copy is the time of the installation. */
function installed() {
  const modifiedAt = (path) => statSync(new URL(path, import.meta.url)).mtimeMs;
  const copy = '../node_modules/.package-lock.json';
  return existsSync(new URL(copy, import.meta.url)) && modifiedAt(copy) >= modifiedAt('../package-lock.json');
}

/** Runs npm quietly: a line that says what happens and how long it took; its output only when it fails. */
async function step(title, npmArguments) {
  const start = Date.now();
  process.stderr.write(`${title} ...`);
  const { code, output } = await run('npm', npmArguments);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  process.stderr.write(code === 0 ? ` done in ${seconds} s\n` : ` failed after ${seconds} s\n${output}\n`);
  if (code === 0) return;
  if (/\bE(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH|HOSTUNREACH)\b/.test(output)) {
    console.error(
      'The package registry cannot be reached. This needs the network once; later runs work offline.',
    );
  }
  process.exit(1);
}
