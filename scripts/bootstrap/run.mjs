/** Child processes for the bootstrap. Runs on Node 20. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const windows = process.platform === 'win32';

/** Runs a command in the repository and answers its exit code and everything it printed. */
export function run(command, args) {
  return new Promise((resolve, reject) => {
    // npm is a script on Windows, which only a shell can start; the arguments are all our own.
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: windows });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a file on the Node that the lock file pins, with this terminal, and answers its exit code. Signals go on to it, so that Ctrl-C and a container's stop end it in its own good order.
 */
export function runOnNode24(fileAndArguments) {
  const node = fileURLToPath(
    new URL(`../../node_modules/node/bin/node${windows ? '.exe' : ''}`, import.meta.url),
  );
  const child = spawn(node, fileAndArguments, { cwd: root, stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED_SIGNALS) process.off(name, forward);
      if (signal === null) return resolve(code ?? 1);
      // Ending by the same signal lets the caller see it; the timer holds this process until it arrives.
      process.kill(process.pid, signal);
      setTimeout(() => resolve(1), 1000);
    });
  });
}
