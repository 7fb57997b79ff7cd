/** Runs a command of the repository for a script: its output is kept for the case that it fails. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

export interface CommandResult {
  readonly ok: boolean;
  /** Both streams, as they came. */
  readonly output: string;
  readonly seconds: number;
}

/** `command` is a name on the PATH or in node_modules/.bin. A command that cannot start counts as failed. */
export function runCommand(command: string, args: readonly string[]): Promise<CommandResult> {
  const start = performance.now();
  const binaries = join(ROOT, 'node_modules/.bin');
  const child = spawn(command, [...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${binaries}:${process.env.PATH ?? ''}` },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    const finish = (ok: boolean) => resolve({ ok, output, seconds: (performance.now() - start) / 1000 });
    child.once('error', (error) => {
      output += error.message;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}
