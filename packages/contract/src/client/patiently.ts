/** Calls that sit out a server that is busy, restarting or out of reach. */
import { ApiError, ServerUnreachableError } from './api-error.ts';

/** Makes a call, again and again if it must; null when the deadline passed first. */
export type Ask = <Answer>(call: () => Promise<Answer>) => Promise<Answer | null>;

export interface PatientOptions {
  /** How long the server may be out of reach, at a stretch, before that is an error. */
  readonly patienceMs: number;
  /** In milliseconds since the epoch; without it there is none. */
  readonly deadline?: number;
  readonly signal?: AbortSignal | undefined;
}

const RETRY_STATUSES: readonly number[] = [429, 502, 503, 504];

/**
 * Makes calls that are repeated while the server cannot answer, with growing pauses, for at most `patienceMs`
 * at a stretch. Gives null when the deadline passed first.
 */
export function patiently({ patienceMs, deadline = Number.POSITIVE_INFINITY, signal }: PatientOptions): Ask {
  return async (call) => {
    const patienceEnds = Date.now() + patienceMs;
    for (let delay = 250; ; delay = Math.min(delay * 2, 5000)) {
      try {
        return await call();
      } catch (error) {
        if (!mayPass(error) || Date.now() >= patienceEnds) throw error;
        const wished =
          error instanceof ApiError && error.retryAfterSeconds !== null
            ? error.retryAfterSeconds * 1000
            : delay;
        const rest = Math.min(Date.now() + wished, deadline, patienceEnds) - Date.now();
        if (rest > 0) await pause(rest, signal);
        if (Date.now() >= deadline) return null;
      }
    }
  };
}

/** Whether the same call may succeed later: the server was busy, restarting or out of reach. */
function mayPass(error: unknown): boolean {
  if (error instanceof ServerUnreachableError) return true;
  return error instanceof ApiError && RETRY_STATUSES.includes(error.status);
}

/** Rejects with the reason of the signal when that aborts first. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}
