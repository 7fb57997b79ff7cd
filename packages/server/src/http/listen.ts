/** Listening, and what to do when that is refused. */
import type { FastifyInstance } from 'fastify';

/** The address cannot be listened on; the message names it and the remedy. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  /** What to do, without a full stop. */
  readonly remedy: string;
  constructor(place: string, remedy: string, options: ErrorOptions) {
    super(`Cannot listen on ${place}: ${remedy}.`, options);
    this.remedy = remedy;
  }
}

export interface ListenAddress {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** The settings that host and port come from, for the remedy. */
  readonly settings: { readonly host: string; readonly port: string };
}

type Remedy = (settings: ListenAddress['settings']) => string;

const REMEDIES: Readonly<Record<string, Remedy>> = {
  EADDRINUSE: ({ port }) =>
    `another program listens there; stop it or set ${port} to another port (0 = any free one)`,
  EACCES: ({ port }) => `this user may not listen there; set ${port} to a port above 1023`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no such address; correct ${host}`,
  ENOTFOUND: ({ host }) => `the name does not resolve; correct ${host}`,
};

/** Gives the address as a URL. Throws ListenError. */
export async function listen(app: FastifyInstance, { host, port, settings }: ListenAddress): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    throw listenErrorOf(cause, { host, port, settings });
  }
}

/** Errors of other kinds stay what they are. */
export function listenErrorOf(cause: unknown, { host, port, settings }: ListenAddress): unknown {
  const remedy = REMEDIES[(cause as NodeJS.ErrnoException).code ?? ''];
  if (remedy === undefined) return cause;
  return new ListenError(`${host}:${port}`, remedy(settings), { cause });
}
