/** Why the store's server could not be reached, in words that lead to a remedy. */
import { StoreUnavailableError } from '../store-error.ts';

/** Error code of Node or SQLSTATE -> what to do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; start PostgreSQL or correct host and port',
  ENOTFOUND: 'the host name does not resolve; correct it',
  EAI_AGAIN: 'the host name does not resolve right now; check DNS',
  ETIMEDOUT: 'the host does not answer; check network and firewall',
  ENOENT: 'the socket does not exist; start PostgreSQL or correct the path',
  '28P01': 'the password is wrong; correct it in ASSAY_DATABASE_URL',
  '28000': 'the server refuses this user; check pg_hba.conf and the user name',
  '3D000': 'the database does not exist; create it with CREATE DATABASE',
  '42501': 'the user lacks rights; grant CONNECT on the database and CREATE on its schema',
  '53300': 'the server has no free connection; raise max_connections or lower ASSAY_DATABASE_CONNECTIONS',
  ECONNRESET: 'the connection broke; whoever asks again gets a new one',
  '57P01': 'an administrator ended the session; whoever asks again gets a new one',
  '57P02': 'the server crashed and recovers; try again in a moment',
  '57P03': 'the server is starting up; try again in a moment',
};

/** SQLSTATEs after which PostgreSQL closes the session, besides class 08: https://www.postgresql.org/docs/14/errcodes-appendix.html */
const ENDS_SESSION = new Set(['57P01', '57P02', '57P03', '57P04', '57P05', '25P03']);

/** The server said, with its last word, that the session is over. */
export function endsSession(error: unknown): boolean {
  const code = error instanceof Error ? ((error as { code?: string }).code ?? '') : '';
  return code.startsWith('08') || ENDS_SESSION.has(code);
}

/** `host:port/database` of a URL, without user and password. */
export function describePlace(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname || 'localhost'}:${port || '5432'}${pathname}`;
  } catch {
    return 'the address in ASSAY_DATABASE_URL';
  }
}

/** The message names place and remedy, never user or password. */
export function describeConnectFailure(error: unknown, url: string): StoreUnavailableError {
  const code = error instanceof Error ? (error as { code?: string }).code : undefined;
  const remedy = REMEDIES[code ?? ''] ?? 'check ASSAY_DATABASE_URL and the server';
  return new StoreUnavailableError(`The store at ${describePlace(url)} cannot be used: ${remedy}.`, {
    cause: error,
  });
}
