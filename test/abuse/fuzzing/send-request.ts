/** Sends requests byte for byte: `fetch` would correct what is to be tried. */
import { Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { API_BASE_PATH, type Operation } from '@assay/contract';
import { type FuzzedRequest, queryTexts } from './fuzzed-request.ts';

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface WireRequest {
  readonly method: string;
  /** With the query, as it goes on the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** No answer is worth waiting longer; the server would have failed. */
const PATIENCE_MS = 20_000;
/** Of a stream that has begun, so much is read. */
const STREAM_MS = 150;

export const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** How a request of the fuzzer is written. Header values lose what no HTTP client can send. */
export function writeRequest(
  operation: Operation,
  request: FuzzedRequest,
  token: string | null,
): WireRequest {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encode(request.path[name]));
  const query = Object.entries(request.query).flatMap(([name, value]) =>
    [queryTexts(value)].flat().map((text) => `${encode(name)}=${encode(text)}`),
  );
  const body = request.rawBody ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const headers = Object.entries(request.headers).map(([name, value]) => [name, headerText(value)] as const);
  return {
    method: operation.method,
    path: `${API_BASE_PATH}${path}?${query.join('&')}${request.rawQuery}`,
    headers: {
      ...Object.fromEntries(headers),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      // Node's client does not say the length of a body that its method should not have.
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** An address that is longer is refused before anything of Assay sees it. */
const LONGEST_IN_ADDRESS = 900;
const encode = (value: unknown): string =>
  encodeURIComponent(String(value).slice(0, LONGEST_IN_ADDRESS).toWellFormed());
// RFC 9110, 5.5: visible characters, blanks and tabs; Node's client refuses the others, raw sockets are for those.
const headerText = (value: unknown): string =>
  String(value)
    .replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')
    .slice(0, 4_000);

/** Rejects when no answer comes, and after a connection that was cut without one. */
export function send(url: string, { method, path, headers, body }: WireRequest): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { agent, hostname, port, method, path, headers, timeout: PATIENCE_MS },
      (incoming) => void read(incoming, () => outgoing.destroy()).then(resolve, reject),
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${PATIENCE_MS} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function read(incoming: IncomingMessage, stop: () => void): Promise<WireAnswer> {
  const isStream = incoming.headers['content-type']?.startsWith('text/event-stream') === true;
  let text = '';
  let stopped = false;
  const timer = isStream
    ? setTimeout(() => {
        stopped = true;
        stop();
      }, STREAM_MS)
    : undefined;
  try {
    for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
  } catch (error) {
    if (!stopped) throw error;
  } finally {
    clearTimeout(timer);
  }
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text };
}
