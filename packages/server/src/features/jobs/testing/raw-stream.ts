/** A stream of events as it comes over the wire, byte by byte. */
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TestServer } from '../../testing/server-for-test.ts';

export interface RawEvent {
  readonly id: string;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like
  readonly data: any;
}

export interface RawStream {
  readonly socket: Socket;
  /** Everything that has come, head and chunk sizes included. */
  text(): string;
  /** The complete events among it. */
  events(): RawEvent[];
  closed(): boolean;
}

/** Opens the stream of a job on a connection of its own, which is cut when the test is over. */
export function openRawStream(
  { url, token }: Pick<TestServer, 'url' | 'token'>,
  jobId: string,
  { lastEventId, method = 'GET' }: { lastEventId?: string; method?: string } = {},
): RawStream {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  let closed = false;
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('close', () => {
    closed = true;
  });
  socket.on('error', () => {});
  const headers = [
    `${method} /api/v1/jobs/${jobId}/events HTTP/1.1`,
    `Host: ${hostname}`,
    `Authorization: Bearer ${token}`,
    ...(lastEventId === undefined ? [] : [`Last-Event-ID: ${lastEventId}`]),
  ];
  socket.write(`${headers.join('\r\n')}\r\n\r\n`);
  onTestFinished(() => void socket.destroy());
  return { socket, text: () => text, events: () => eventsIn(text), closed: () => closed };
}

const eventsIn = (text: string): RawEvent[] =>
  [...text.matchAll(/id: (.+)\nevent: (.+)\ndata: (.+)\n\n/g)].map(([, id = '', event = '', data = '']) => ({
    ...{ id, event },
    data: JSON.parse(data),
  }));
