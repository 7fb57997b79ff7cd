/** Something that listens on this machine and answers as it is told: the other end of a webhook. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `hang`: the request is taken and never answered. */
export type ReceiverScript = (request: ReceivedRequest) => ReceiverAnswer | 'hang';

export interface Receiver {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** In the order in which they came. */
  readonly requests: readonly ReceivedRequest[];
  /** What it answers from now on. */
  answer(script: ReceiverScript): void;
  forget(): void;
  close(): Promise<void>;
}

const NO_CONTENT: ReceiverScript = () => ({ status: 204 });

/** On any free port; answers 204 until it is told otherwise. */
export async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  let script = NO_CONTENT;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received: ReceivedRequest = {
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    requests.push(received);
    const answer = script(received);
    if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    answer(next) {
      script = next;
    },
    forget() {
      requests.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
