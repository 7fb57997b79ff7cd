import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createPostgresListener } from './postgres-listener.ts';

/** A message of PostgreSQL's protocol, https://www.postgresql.org/docs/current/protocol-message-formats.html */
function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const LAST_WORD = message('E', Buffer.from('SFATAL\0C57P02\0Mterminating connection because of crash\0\0'));

/** A server that dies while it answers to a connection: both words come in one packet, which a real one does once in a thousand crashes. */
async function dyingServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATED, READY, LAST_WORD])));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

it('outlives a server that dies while it answers to the connection', async () => {
  const server = await dyingServer();
  const told: Error[] = [];
  const listener = createPostgresListener(
    { host: '127.0.0.1', port: server.port, user: 'assay', database: 'assay' },
    (error) => told.push(error),
  );
  await expect(listener.listen('job', () => {})).rejects.toThrow();
  await expect
    .poll(() => told.map(({ message: text }) => text))
    .toContain('terminating connection because of crash');
  await listener.close();
  server.close();
});
