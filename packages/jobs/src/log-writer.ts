/** Collects the lines of an attempt and writes them some at a time. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { JOB_LOG_LIMIT, type JobLogFacts, type JobLogLevel, type NewLogLine } from './job-log.ts';
import { storableText } from './storable-text.ts';

export interface LogWriter {
  log(level: JobLogLevel, message: string, facts?: JobLogFacts): void;
  /** Resolves when every line so far was written, or could not be. Never rejects. */
  flush(): Promise<void>;
  stop(): void;
}

export interface LogWriterPorts {
  /** False: the lease is lost. */
  send(lines: readonly NewLogLine[]): Promise<boolean>;
  onFailed(error: unknown): void;
}

interface WaitingLine {
  readonly level: JobLogLevel;
  readonly message: string;
  readonly facts: JobLogFacts;
  readonly loggedAt: number;
}

/** Lines go out at most each `intervalMs`, one statement in flight; those that could not be sent wait for the next time. */
export function createLogWriter({ send, onFailed }: LogWriterPorts, intervalMs: number): LogWriter {
  // A handler may log inside its `write`; the lines are a statement of their own, outside that transaction.
  const outsideTransactions = AsyncLocalStorage.snapshot();
  const waiting: WaitingLine[] = [];
  let sending: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const stop = (): void => {
    stopped = true;
    clearTimeout(timer);
    waiting.length = 0;
  };
  const sendWaiting = async (): Promise<void> => {
    const lines = waiting.slice();
    try {
      const now = performance.now();
      const held = await send(lines.map(({ loggedAt, ...line }) => ({ ...line, ageMs: now - loggedAt })));
      if (held) waiting.splice(0, lines.length);
      else stop();
    } catch (error) {
      if (!stopped) onFailed(error);
    }
  };
  const flush = async (): Promise<void> => {
    while (sending) await sending;
    clearTimeout(timer);
    timer = undefined;
    if (stopped || waiting.length === 0) return;
    sending = sendWaiting().finally(() => {
      sending = null;
    });
    await sending;
    if (waiting.length > 0) schedule();
  };
  const schedule = (): void => {
    if (stopped) return;
    timer ??= setTimeout(() => outsideTransactions(() => void flush()), intervalMs);
  };
  return {
    log(level, message, facts = {}) {
      // One more than is kept, so that the log says that there were more.
      if (stopped || waiting.length > JOB_LOG_LIMIT) return;
      const loggedAt = performance.now();
      waiting.push({ level, message: storableText(message), facts: storableFacts(facts), loggedAt });
      schedule();
    },
    flush: () => outsideTransactions(flush),
    stop,
  };
}

const storableFacts = (facts: JobLogFacts): JobLogFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? storableText(value) : value,
    ]),
  );
