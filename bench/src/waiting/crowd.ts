/** Many clients of one job. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.ts';

export interface Crowd {
  leave(): Promise<void>;
}

/** Time for requests to reach their wait, after which nothing shows from outside that they have. */
const SETTLING_MS = 3_000;

/** Each holds a request with `?wait=60`. */
export async function gatherWaiting(api: Api, jobId: string, clients: number): Promise<Crowd> {
  const leaving = new AbortController();
  const requests = Array.from({ length: clients }, () =>
    api.get(`/jobs/${jobId}?wait=60`, leaving.signal).then(
      (response) => response.text(),
      () => '',
    ),
  );
  await sleep(SETTLING_MS);
  return { leave: () => left(leaving, requests) };
}

/** Each reads the stream of events, and has had the first of them. */
export async function gatherWatching(api: Api, jobId: string, clients: number): Promise<Crowd> {
  const leaving = new AbortController();
  const streams = await Promise.all(
    Array.from({ length: clients }, async () => {
      const response = await api.get(`/jobs/${jobId}/events`, leaving.signal);
      const reader = response.body?.getReader();
      await reader?.read();
      // Wrapped, because a promise would be waited for here.
      return { closed: reader?.closed.catch(() => {}) };
    }),
  );
  await sleep(SETTLING_MS);
  return {
    leave: () =>
      left(
        leaving,
        streams.map(({ closed }) => closed),
      ),
  };
}

async function left(leaving: AbortController, requests: readonly unknown[]): Promise<void> {
  leaving.abort();
  await Promise.all(requests);
}
