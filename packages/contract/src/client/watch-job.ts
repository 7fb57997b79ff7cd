/** Follows a job by its stream of events, over cut connections and servers that restart. */
import type { JobEvent } from '../schemas/job-event.ts';
import { ServerUnreachableError } from './api-error.ts';
import type { OperationMethods } from './client.ts';
import { patiently, pause } from './patiently.ts';

export interface WatchOptions {
  /** Id of the last event that the caller has had; without it the whole story is told. */
  readonly lastEventId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long the server may be out of reach, at a stretch, before that is an error. Default: 60,000. */
  readonly patienceMs?: number | undefined;
}

/** A server that closes each stream at once must not be asked in a tight loop. */
const RECONNECT_MS = 250;

/**
 * Every event once and in order, the last of them `end`. Throws ApiError (a job that is not there), ServerUnreachableError
 * when patience ends, and the signal's reason.
 */
export async function* watchJob(
  client: Pick<OperationMethods, 'getJobEvents'>,
  jobId: string,
  { signal, patienceMs = 60_000, ...options }: WatchOptions,
): AsyncGenerator<JobEvent> {
  const ask = patiently({ patienceMs, signal });
  let { lastEventId } = options;
  for (;;) {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const events = await ask(() => client.getJobEvents({ job_id: jobId }, { headers, signal }));
    if (events === null) return;
    try {
      for await (const event of events) {
        lastEventId = event.id;
        yield event;
        if (event.event === 'end') return;
      }
    } catch (error) {
      if (!(error instanceof ServerUnreachableError)) throw error;
    }
    await pause(RECONNECT_MS, signal);
  }
}
