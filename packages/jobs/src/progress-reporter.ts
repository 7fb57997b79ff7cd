/** Sends a handler's reports on, no faster than the database should hear them. */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface ProgressReporter {
  report(value: unknown): void;
  /** The newest report, whether it was sent or not; undefined when there was none. */
  latest(): unknown;
  stop(): void;
}

/** At most one report each `intervalMs`, one in flight; reports in between are replaced by newer ones. */
export function createProgressReporter(
  send: (value: unknown) => Promise<unknown>,
  intervalMs: number,
  onFailed: (error: unknown) => void,
): ProgressReporter {
  // A handler may report from inside its `write`; the report is a statement of its own, outside that
  // transaction, and databases that watch for such statements by async context must see it so.
  const outsideTransactions = AsyncLocalStorage.snapshot();
  let latest: unknown;
  let unsent = false;
  let busy = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = async (): Promise<void> => {
    if (stopped || busy || !unsent) return;
    busy = true;
    unsent = false;
    try {
      await send(latest);
    } catch (error) {
      if (!stopped) onFailed(error);
    }
    if (stopped) return;
    timer = setTimeout(() => {
      busy = false;
      void flush();
    }, intervalMs);
  };
  return {
    report(value) {
      latest = value;
      unsent = true;
      outsideTransactions(() => void flush());
    },
    latest: () => latest,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
