/** Reading on when a request is refused before its end. */
import type { IncomingMessage } from 'node:http';

/** A client that is still writing when the connection closes sees a broken pipe and never the answer; so long it is read. */
const PATIENCE_MS = 2_000;

/** Reads and forgets what is left of the body; resolves when nothing is, or when it takes too long. */
export function drainBody(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, PATIENCE_MS);
    const done = () => {
      clearTimeout(patience);
      resolve();
    };
    request.once('end', done).once('close', done);
    request.resume();
  });
}
