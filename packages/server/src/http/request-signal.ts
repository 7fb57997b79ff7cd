/** When to stop working for a request. */
import type { FastifyReply } from 'fastify';

/** Aborts when the caller hung up before the answer was complete, and when the server closes. */
export function requestSignal(reply: FastifyReply, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return AbortSignal.any([gone.signal, closing]);
}
