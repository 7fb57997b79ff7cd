import { createServer } from 'node:net';
import { ListenError, listenErrorOf } from '../../http/listen.ts';
import { askServer } from '../ask-server.ts';
import type { Check, Machine } from '../check.ts';
import { failed, ok } from '../finding.ts';

const SETTINGS = { host: 'ASSAY_HOST', port: 'ASSAY_PORT' };

export const port: Check<Machine> = {
  name: 'port',
  async look({ config }) {
    const { host, port: number } = config;
    const cause = await tryToListen(host, number);
    if (cause === null) return ok(number === 0 ? 'any free one' : `${host}:${number} is free`);
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${number}`;
    if ((await askServer(url, '/livez')) !== null) return ok(`a server runs at ${url}`);
    const error = listenErrorOf(cause, { host, port: number, settings: SETTINGS });
    if (!(error instanceof ListenError)) throw error;
    return failed(`This process cannot listen on ${host}:${number}.`, `${capitalized(error.remedy)}.`);
  },
};

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The error, or null when it worked. */
function tryToListen(host: string, number: number): Promise<unknown> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port: number }, () => server.close(() => resolve(null)));
  });
}
