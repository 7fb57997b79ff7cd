/** Reads a stream of server-sent events. HTML standard, 9.2.6, for servers that write one `data` line an event. */
import type { StreamEvent } from '../event-stream.ts';
import { ServerUnreachableError } from './api-error.ts';

/** Three of the server's comments: one that is silent for so long is gone, though nobody closed the connection. */
const SILENCE_MS = 45_000;

/**
 * Null when there is nothing more to tell (204). The events throw ServerUnreachableError when the connection breaks or
 * falls silent, and the signal's reason when that aborts; they end when the server closes the stream.
 */
export function readEvents(
  response: Response,
  signal: AbortSignal | undefined,
): AsyncIterable<StreamEvent> | null {
  return response.status === 204 || response.body === null
    ? null
    : eventsOf(response.body, response.url, signal);
}

async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  url: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamEvent> {
  let fields: Record<string, string> = {};
  for await (const line of linesOf(body, url, signal)) {
    if (line === '') {
      if (fields.data !== undefined) yield eventFrom(fields);
      fields = fields.id === undefined ? {} : { id: fields.id };
    } else {
      const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      fields[name] = value;
    }
  }
}

const eventFrom = ({ id = '', event = 'message', data = 'null' }: Record<string, string>): StreamEvent => ({
  id,
  event,
  data: JSON.parse(data),
});

/** An unfinished last line is dropped: its event was not complete. */
async function* linesOf(
  body: ReadableStream<Uint8Array>,
  url: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const chunk = await readInTime(reader, url, signal);
      if (chunk === undefined) return;
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    // Whoever stops listening hangs up; a connection that broke has nothing to cancel.
    await reader.cancel().catch(() => {});
  }
}

async function readInTime(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | undefined> {
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(() => silence.reject(new Error('the stream fell silent')), SILENCE_MS);
  try {
    const { value } = await Promise.race([reader.read(), silence.promise]);
    return value;
  } catch (error) {
    signal?.throwIfAborted();
    throw new ServerUnreachableError(new URL(url).origin, error);
  } finally {
    clearTimeout(timer);
  }
}
