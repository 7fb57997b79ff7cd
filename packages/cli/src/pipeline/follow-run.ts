/** Submits a run and follows it to its end, through restarts of the server and short losses of the network. */
import { randomUUID } from 'node:crypto';
import { type Client, type Job, patiently, type SubmittedJob } from '@assay/contract';
import { createProgressDisplay } from '../render/progress-line.ts';

export interface FollowOptions {
  /** Without it, as long as it takes. */
  readonly timeoutMs: number | undefined;
  /** What Ctrl-C and SIGTERM do to the run: it is canceled, or goes on without us. */
  readonly cancelOnInterrupt: boolean;
}

/** How long a server that was there may be out of reach before that is an error: a restart takes seconds. */
const PATIENCE_MS = 60_000;
/** Of the first call: an address that is wrong should be told soon. */
const FIRST_PATIENCE_MS = 10_000;

/** `submit` may be called again with the same key: it makes one run at most. */
export async function submitOnce(
  submit: (headers: Readonly<Record<string, string>>) => Promise<SubmittedJob>,
): Promise<SubmittedJob> {
  const headers = { 'idempotency-key': randomUUID() };
  const submitted = await patiently({ patienceMs: FIRST_PATIENCE_MS })(() => submit(headers));
  // There is no deadline that could have passed.
  return submitted as SubmittedJob;
}

/** Throws JobWaitTimeoutError when the time is up; the run goes on then. Progress goes to standard error. */
export async function followRun(
  client: Client,
  jobId: string,
  title: string,
  { timeoutMs, cancelOnInterrupt }: FollowOptions,
): Promise<Job> {
  using _interrupts = onInterrupt(async () => {
    if (!cancelOnInterrupt) process.exit(INTERRUPTED);
    process.stderr.write('\nCanceling the run; interrupt again to leave it.\n');
    await client.cancelJob({ job_id: jobId }).catch((error: Error) => {
      process.stderr.write(`It could not be canceled: ${error.message}\n`);
    });
  });
  const display = createProgressDisplay(process.stderr, title);
  try {
    return await client.waitForJob(jobId, {
      onProgress: (progress) => display.show(progress),
      timeoutMs,
      patienceMs: PATIENCE_MS,
    });
  } finally {
    display.end();
  }
}

/** What shells expect of a command that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Calls `first` at the first interrupt; the second one ends the process. */
function onInterrupt(first: () => Promise<void>): Disposable {
  let asked = false;
  const hear = (): void => {
    if (asked) process.exit(INTERRUPTED);
    asked = true;
    void first();
  };
  process.on('SIGINT', hear).on('SIGTERM', hear);
  return {
    [Symbol.dispose]: () => void process.off('SIGINT', hear).off('SIGTERM', hear),
  };
}
