/** Servers that a target is said to be and is not: what a run meets when it cannot get in. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RefusingTarget {
  readonly url: string;
  /** Connections that were made. */
  knocks(): number;
}

/** Takes connections and cuts them before a word is said. */
export const cuttingTarget = (): Promise<RefusingTarget> => refusing((socket) => socket.destroy());

/** Refuses every password, as a PostgreSQL server does. */
export const lockedTarget = (): Promise<RefusingTarget> =>
  refusing((socket) => socket.once('data', () => socket.end(PASSWORD_REFUSED)));

/** A port that nobody listens on any more. */
export async function closedPort(): Promise<string> {
  const { url, close } = await listening(() => {});
  await close();
  return url;
}

/** ErrorResponse of the protocol: https://www.postgresql.org/docs/current/protocol-error-fields.html */
const PASSWORD_REFUSED = errorResponse({ S: 'FATAL', C: '28P01', M: 'password authentication failed' });

function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    `${Object.entries(fields)
      .map(([key, text]) => `${key}${text}\0`)
      .join('')}\0`,
  );
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

async function refusing(refuse: (socket: Socket) => void): Promise<RefusingTarget> {
  let knocks = 0;
  const { url, close } = await listening((socket) => {
    knocks += 1;
    refuse(socket);
  });
  onTestFinished(close);
  return { url, knocks: () => knocks };
}

async function listening(onSocket: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `postgresql://ann:secret@127.0.0.1:${port}/shop`, close };
}
