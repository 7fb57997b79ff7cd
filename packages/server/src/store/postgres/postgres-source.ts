/** Sessions of a PostgreSQL server, from a pool. */
import type { Socket } from 'node:net';
import pg from 'pg';
import type { SessionSource, StoreSession } from '../session.ts';
import { decodeValue } from '../wire-value.ts';
import { describeConnectFailure, endsSession } from './connect-failure.ts';
import { createPostgresListener } from './postgres-listener.ts';
import { createStatementNames } from './statement-names.ts';

export interface PostgresOptions {
  readonly url: string;
  /** Sessions at a time. */
  readonly maxConnections: number;
  /** A statement is stopped by the server after this. */
  readonly statementTimeoutMs: number;
  /** A session in use is given up when nothing was heard for this long; longer than any statement may take. */
  readonly silenceTimeoutMs: number;
  /** Told of connections that broke while idle. */
  readonly onError: (error: Error) => void;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** A server that is gone without a word is noticed this long after its last one, plus ten probes of a second. */
const KEEP_ALIVE_DELAY_MS = 10_000;

/** Does not connect yet: `acquire` throws StoreUnavailableError when the server cannot be reached. */
export function createPostgresSource(options: PostgresOptions): SessionSource {
  const client: pg.ClientConfig = {
    connectionString: options.url,
    application_name: 'assay',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    types: { getTypeParser: (typeId: number) => (text: string) => decodeValue(typeId, text) },
  };
  const pool = new pg.Pool({
    ...client,
    max: options.maxConnections,
    statement_timeout: options.statementTimeoutMs,
    // A transaction that its owner forgot must not hold locks for ever.
    idle_in_transaction_session_timeout: 2 * options.statementTimeoutMs,
  });
  pool.on('error', options.onError);
  const nameOf = createStatementNames();
  const listener = createPostgresListener(client, options.onError);
  return {
    kind: 'postgresql',
    async acquire() {
      const connection = await pool.connect().catch((error: unknown) => {
        throw describeConnectFailure(error, options.url);
      });
      return poolSession(connection, nameOf, options);
    },
    sessions: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      limit: options.maxConnections,
    }),
    listen: listener.listen,
    async close() {
      await Promise.all([listener.close(), pool.end()]);
    },
  };
}

function poolSession(
  connection: pg.PoolClient,
  nameOf: (sql: string) => string | undefined,
  { url, silenceTimeoutMs, onError }: PostgresOptions,
): StoreSession {
  let broken: Error | undefined;
  // The pool watches idle connections only: without a listener a break while in use would end the process.
  const onBreak = (error: Error) => {
    broken = error;
    onError(error);
  };
  connection.on('error', onBreak);
  const heard = watchSilence(connection, silenceTimeoutMs);
  return {
    async query(sql, values) {
      const name = nameOf(sql);
      const statement = { text: sql, values: values as unknown[], ...(name && { name }) };
      const answer = await connection.query(statement).catch((error: unknown) => {
        throw broken !== undefined || endsSession(error) ? describeConnectFailure(error, url) : error;
      });
      const writes = answer.command !== 'SELECT' && answer.rowCount !== null;
      return { rows: answer.rows, affectedRows: writes ? answer.rowCount : null, command: answer.command };
    },
    release(error) {
      heard();
      connection.removeListener('error', onBreak);
      connection.release(error ?? broken);
    },
  };
}

/**
 * A network may pass nothing on and tell nobody: whoever waits for an answer would wait for ever, a worker's loop too.
 * Gives what ends the watch.
 */
function watchSilence(client: pg.PoolClient, milliseconds: number): () => void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const cut = () =>
    stream.destroy(Object.assign(new Error('the connection is silent'), { code: 'ETIMEDOUT' }));
  stream.setTimeout(milliseconds, cut);
  return () => {
    stream.setTimeout(0);
    stream.off('timeout', cut);
  };
}
