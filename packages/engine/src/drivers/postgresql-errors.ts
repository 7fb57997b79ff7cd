/** PostgreSQL's and the network's errors, by code, as errors that a person can act on. */
import { TargetError, type TargetLocation } from '../target.ts';
import { MORE_TIME } from './more-time.ts';

/** Who asked what of whom; never holds a password. */
export interface PostgresqlPlace {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

interface ErrorRow {
  readonly kind: TargetError['kind'];
  /** Only where the kind does not say it. */
  readonly transient?: boolean;
  readonly says: (place: PostgresqlPlace, message: string, location: TargetLocation) => string;
}

const server = ({ host, port }: PostgresqlPlace) => `${host}:${port}`;
const tableOf = ({ table }: TargetLocation) =>
  table === undefined ? null : table.schema === null ? table.table : `${table.schema}.${table.table}`;
const quotedTable = ({ table }: TargetLocation) =>
  table === undefined ? '<table>' : `${table.schema === null ? '' : `"${table.schema}".`}"${table.table}"`;

const passwordRefused: ErrorRow = {
  kind: 'refused',
  says: (p) =>
    `${server(p)} refused the user "${p.user}": wrong password, or this user may not come from here. Check the user, the password and pg_hba.conf.`,
};
const unknownHost: ErrorRow = {
  kind: 'unreachable',
  says: (p) => `The host name ${p.host} is unknown. Check the spelling, the DNS and the network.`,
};
const noAnswer: ErrorRow = {
  kind: 'unreachable',
  says: (p) => `${server(p)} did not answer in time. Check the host, the port and firewalls.`,
};
const vanished: ErrorRow = {
  kind: 'not_found',
  says: (_, message, location) =>
    `${tableOf(location) ?? message} is not there (any more). Refresh the table group if it was dropped or renamed.`,
};
const broken: ErrorRow = {
  kind: 'unreachable',
  says: (p) => `The connection to ${server(p)} broke. Try again; the server may be restarting.`,
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, and Node's names of network errors. */
const ROWS: Readonly<Record<string, ErrorRow>> = {
  '28P01': passwordRefused,
  '28000': passwordRefused,
  '3D000': {
    kind: 'not_found',
    says: (p) => `${server(p)} has no database "${p.database}". Check the name; it is case-sensitive.`,
  },
  '42501': {
    kind: 'refused',
    says: (p, message, location) =>
      `The user "${p.user}" may not read ${tableOf(location) ?? `it (${message})`}. Run: GRANT SELECT ON ${quotedTable(location)} TO "${p.user}";`,
  },
  '42P01': vanished,
  '3F000': vanished,
  '25006': { kind: 'bad_sql', says: () => 'Only reading is allowed here; this statement writes.' },
  '53300': {
    kind: 'unreachable',
    says: (p) => `${server(p)} has no free connection. Try again later, or lower the number of connections.`,
  },
  '55P03': {
    kind: 'timeout',
    transient: true,
    says: (_, message, location) =>
      `${tableOf(location) ?? message} is locked by another session for longer than we wait. Try again later.`,
  },
  '57014': {
    kind: 'timeout',
    says: (_, __, location) =>
      `${tableOf(location) === null ? 'The statement' : `The statement on ${tableOf(location)}`} took longer than the time allowed to it and was stopped. ${MORE_TIME}`,
  },
  '57P01': broken,
  '57P02': broken,
  '57P03': broken,
  ECONNRESET: broken,
  EPIPE: broken,
  ECONNREFUSED: {
    kind: 'unreachable',
    says: (p) => `Nothing listens on ${server(p)}. Check the host and the port, and that PostgreSQL runs.`,
  },
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noAnswer,
  ENETUNREACH: noAnswer,
};

/** Rows for whole classes of SQLSTATE, by their first two characters. */
const CLASSES: Readonly<Record<string, ErrorRow>> = {
  '08': broken,
  '22': { kind: 'bad_sql', says: (_, message) => `PostgreSQL could not compute it: ${message}` },
  '42': { kind: 'bad_sql', says: (_, message) => `PostgreSQL does not accept the statement: ${message}` },
  '53': { kind: 'unreachable', says: (p, message) => `${server(p)} is out of resources: ${message}` },
};

/** What `pg` throws without a code; its texts are pinned by postgresql-errors.test.ts. */
const LOST: readonly string[] = ['Connection terminated', 'Client has encountered a connection error'];

export function postgresqlError(
  error: unknown,
  place: PostgresqlPlace,
  location: TargetLocation = {},
): TargetError {
  if (error instanceof TargetError) return error;
  const { code, message } = codeAndMessage(error);
  const row = ROWS[code] ?? CLASSES[code.slice(0, 2)] ?? (isLost(message) ? broken : null);
  if (row === null) {
    const said = `PostgreSQL at ${server(place)} reported: ${message || code}`;
    return new TargetError('internal', said, { location, cause: error });
  }
  const { kind, transient } = row;
  return new TargetError(kind, row.says(place, message, location), {
    ...{ location, cause: error },
    ...(transient === undefined ? {} : { transient }),
  });
}

const isLost = (message: string) => LOST.some((text) => message.startsWith(text));

/** A host with several addresses fails with an AggregateError; each part has a code. */
function codeAndMessage(error: unknown): { code: string; message: string } {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = (inner ?? {}) as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}
