/** Starting, killing and freezing the workers of fault-worker.ts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./fault-worker.ts', import.meta.url));
/** Past every bound of FAULT_SETTINGS, on a busy machine. */
const LONGEST_SILENCE_MS = 60_000;

export interface WorkerProcess {
  readonly pid: number;
  /** Every line so far. */
  readonly said: readonly string[];
  /** Resolves when a line begins like this, also one that was said before; rejects when it does not come or the process ends. */
  untilSaid(beginning: string): Promise<void>;
  /** Null while it lives; the exit code or the signal that ended it. */
  ended(): number | string | null;
  /** SIGKILL; also wakes one that is frozen. */
  kill(): Promise<void>;
  /** SIGSTOP. */
  freeze(): void;
  /** SIGCONT. */
  thaw(): void;
  /** SIGTERM, then its end. */
  stop(): Promise<void>;
}

export interface WorkerStart {
  readonly slots?: number;
  /** Of Node, before the script. */
  readonly flags?: readonly string[];
}

/** Resolves when the worker takes jobs. */
export async function startWorkerProcess(
  databaseUrl: string,
  { slots = 2, flags = [] }: WorkerStart = {},
): Promise<WorkerProcess> {
  const child = spawn(
    process.execPath,
    ['--conditions=@assay/source', ...flags, SCRIPT, databaseUrl, String(slots)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  const said: string[] = [];
  const wakers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      for (const wake of wakers) wake();
    });
  }
  const ended = (): number | string | null => child.exitCode ?? child.signalCode;
  const untilSaid = (beginning: string): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = (): void => {
      if (said.some((line) => line.startsWith(beginning))) resolve();
    };
    wakers.add(look);
    const giveUp = (why: string) =>
      reject(new Error(`the worker did not say ${beginning}, ${why}:\n${said.join('\n')}`));
    void exited.then(() => giveUp(`it ended with ${ended()}`));
    const timer = setTimeout(() => giveUp(`within ${LONGEST_SILENCE_MS} ms`), LONGEST_SILENCE_MS);
    look();
    return promise.finally(() => {
      clearTimeout(timer);
      wakers.delete(look);
    });
  };
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    if (ended() !== null) return;
    child.kill(name);
    await exited;
  };
  await untilSaid('ready').catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    pid: child.pid as number,
    said,
    untilSaid,
    ended,
    kill: () => signal('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop: () => signal('SIGTERM'),
  };
}
