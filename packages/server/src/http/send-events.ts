/** Answers with a stream of server-sent events. */

import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type StreamEvent, writeEvent } from '@assay/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Proxies close connections that are silent; 30 s is the shortest limit in common use. */
const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for so long is gone, or will have forgotten; it can go on where it was. */
const STALLED_MS = 60_000;
/** How long a client should wait before it connects again. */
const RETRY_MS = 1_000;

/**
 * Takes an event only when the one before has gone out: a slow reader costs one event of memory, and what it has not
 * taken is made anew by whoever makes the events. `check` throws for an event that breaks the contract.
 */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: AsyncIterable<StreamEvent> | null,
  check: (event: StreamEvent) => void = () => {},
): FastifyReply {
  if (events === null) return reply.code(204).send();
  // The connection is not used again: a server that stops need not wait for it to fall idle.
  void reply.code(200).type('text/event-stream; charset=utf-8').header('connection', 'close');
  // nginx would collect events into blocks.
  void reply.header('x-accel-buffering', 'no');
  if (request.method === 'HEAD') return reply.send();
  const text = eventText(events, { check, onStalled: () => reply.raw.destroy() });
  return reply.send(Readable.from(text));
}

export interface EventTextOptions {
  readonly check: (event: StreamEvent) => void;
  readonly onStalled: () => void;
  readonly heartbeatMs?: number;
  readonly stalledMs?: number;
}

/** The events as text, with comments where there is nothing to tell. */
export async function* eventText(
  events: AsyncIterable<StreamEvent>,
  { check, onStalled, heartbeatMs = HEARTBEAT_MS, stalledMs = STALLED_MS }: EventTextOptions,
): AsyncGenerator<string> {
  const iterator = events[Symbol.asyncIterator]();
  let stalled: NodeJS.Timeout | undefined;
  const going = (text: string): string => {
    stalled = setTimeout(onStalled, stalledMs);
    return text;
  };
  try {
    yield going(`retry: ${RETRY_MS}\n\n`);
    for (let next = iterator.next(); ; ) {
      clearTimeout(stalled);
      const result = await inTime(next, heartbeatMs);
      if (result?.done) return;
      if (result) check(result.value);
      yield going(result ? writeEvent(result.value) : ':\n\n');
      if (result) next = iterator.next();
    }
  } finally {
    clearTimeout(stalled);
    await iterator.return?.();
  }
}

/** Null when the time is over first. A rejection that comes later is met by whoever asks next. */
async function inTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const done = new AbortController();
  work.catch(() => {});
  try {
    return await Promise.race([work, sleep(ms, null, { signal: done.signal }).catch(() => null)]);
  } finally {
    done.abort();
  }
}
