/** Keeps a test that makes up addresses from calling anybody. */
import { Socket } from 'node:net';
import { afterAll, beforeAll, vi } from 'vitest';

const LOCAL = ['127.0.0.1', '::1', 'localhost', undefined];

/** Sockets of this process connect to this machine only; others fail as if the network were down. Call in a describe. */
export function stayLocal(): void {
  const connect = Socket.prototype.connect;
  beforeAll(() => {
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
      // Node itself hands over normalised arguments as one list.
      const [options] = (Array.isArray(args[0]) ? args[0] : args) as [unknown];
      const host = typeof options === 'object' ? (options as { host?: string }).host : (args[1] as string);
      if (LOCAL.includes(typeof host === 'string' ? host : undefined))
        return Reflect.apply(connect, this, args) as Socket;
      const error = Object.assign(new Error('the test stays on this machine'), { code: 'ENETUNREACH' });
      process.nextTick(() => this.destroy(error));
      return this;
    });
  });
  afterAll(() => void vi.restoreAllMocks());
}
