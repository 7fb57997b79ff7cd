/** Bounded sessions on one PostgreSQL server: read-only, in UTC, each statement stoppable from outside. */
import type { Statement } from '@assay/dialects';
import pg from 'pg';
import {
  type EngineOptions,
  type QueryOptions,
  type Row,
  TargetError,
  type TargetLocation,
} from '../target.ts';
import { answerTooLarge, MAX_ANSWER_BYTES } from './answer-limit.ts';
import { type PostgresqlPlace, postgresqlError } from './postgresql-errors.ts';
import { POSTGRESQL_TYPES } from './postgresql-values.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const LOCK_TIMEOUT_MS = 30_000;
/** How long a canceled statement may take to end before its connection is cut. */
const CANCEL_GRACE_MS = 2_000;
/** A server that is gone without a word is noticed this long after its last one, plus ten probes of a second. */
const KEEP_ALIVE_DELAY_MS = 10_000;
/**
 * A network may keep the connection alive and pass nothing. A server that does not even say, this much after the time of a
 * statement is over, that it stopped it will say nothing any more.
 */
const SILENCE_GRACE = 1.1;

export interface TransactionOptions extends QueryOptions {
  /** All statements see one state: the one of now, or the exported one of this id. */
  readonly snapshot?: boolean | string;
  /** Answers are streamed on, however large they are, or watched one by one (`watchAnswer`). */
  readonly unlimited?: boolean;
  /** Stays open between statements, for as long as it is wanted: `watchSilence` watches them one by one. */
  readonly lingers?: boolean;
}
/** Why the transaction is being ended from outside; null while it is not. */
export type StopReason = () => TargetError | null;

export class PostgresqlSessions {
  readonly place: PostgresqlPlace;
  readonly #config: pg.ClientConfig;
  readonly #pool: pg.Pool;
  readonly #prepared = new WeakSet<pg.ClientBase>();
  readonly #busy = new Set<{ stop: () => void }>();
  readonly #statementTimeoutMs: number;
  #closing: Promise<void> | null = null;

  constructor(config: pg.ClientConfig, place: PostgresqlPlace, options: EngineOptions) {
    this.place = place;
    this.#statementTimeoutMs = options.statementTimeoutMs;
    this.#config = {
      ...config,
      application_name: 'assay',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: POSTGRESQL_TYPES,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    };
    this.#pool = new pg.Pool({ ...this.#config, max: options.maxConnections, idleTimeoutMillis: 10_000 });
    // An idle session that the server ends is not an error: the pool opens another one.
    this.#pool.on('error', () => {});
  }

  /**
   * Runs `work` in a read-only transaction of its own, which always rolls back: nothing that a statement sets
   * outlives it. On abort or time-out the running statement is canceled in the server and the session is ended.
   */
  async transaction<T>(
    options: TransactionOptions,
    work: (client: pg.PoolClient, stopped: StopReason) => Promise<T>,
  ): Promise<T> {
    const client = await this.#acquire(options);
    // Closed while the session was made: nobody would stop what is begun now.
    if (this.#closing !== null) {
      client.release(true);
      throw new TargetError('canceled', 'The statement was canceled.');
    }
    const stop = this.#stopper(client, options);
    const heard = options.lingers ? null : this.watchSilence(client);
    const isolation = options.snapshot ? 'ISOLATION LEVEL REPEATABLE READ, ' : '';
    let failure: TargetError | null = null;
    try {
      if (stop.reason() !== null) throw stop.reason();
      await client.query(`BEGIN TRANSACTION ${isolation}READ ONLY`);
      if (typeof options.snapshot === 'string')
        await client.query(`SET TRANSACTION SNAPSHOT ${pg.escapeLiteral(options.snapshot)}`);
      const timeout = Math.ceil(options.timeoutMs ?? this.#statementTimeoutMs);
      if (options.timeoutMs !== undefined) await client.query(`SET LOCAL statement_timeout = ${timeout}`);
      if (stop.reason() !== null) throw stop.reason();
      const result = await Promise.race([work(client, stop.reason), stop.cut]);
      await client.query('ROLLBACK');
      return result;
    } catch (error) {
      failure = stop.reason() ?? postgresqlError(error, this.place, options.about);
      throw failure;
    } finally {
      await stop.done();
      heard?.();
      // A cancel that arrives late would hit the next statement, and a failed one left its transaction open.
      client.release(failure !== null || stop.reason() !== null);
    }
  }

  /**
   * Cancels the statement that is about to run once its answer is too large; its session stays good. Wait for `done` before
   * the next statement, which the cancel would hit otherwise.
   */
  watchAnswer(client: pg.PoolClient, about?: TargetLocation) {
    const stream = streamOf(client);
    const readBefore = stream.bytesRead;
    let canceling: Promise<void> | null = null;
    const measure = () => {
      if (stream.bytesRead - readBefore > MAX_ANSWER_BYTES) canceling ??= this.#cancelInServer(client);
    };
    stream.on('data', measure);
    return {
      tooLarge: () => (canceling === null ? null : answerTooLarge(about)),
      done: async () => {
        stream.off('data', measure);
        await canceling;
      },
    };
  }

  /** Cuts the connection, and so fails what waits on it, when nothing passes for too long. Gives what ends the watch. */
  watchSilence(client: pg.PoolClient): () => void {
    const stream = streamOf(client);
    const cut = () =>
      stream.destroy(Object.assign(new Error('the connection is silent'), { code: 'ETIMEDOUT' }));
    stream.setTimeout(this.#statementTimeoutMs * SILENCE_GRACE, cut);
    return () => {
      stream.setTimeout(0);
      stream.off('timeout', cut);
    };
  }

  /** Cancels what runs and closes every session. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      for (const work of this.#busy) work.stop();
      await this.#pool.end();
    })();
    return this.#closing;
  }

  async #acquire(options: QueryOptions): Promise<pg.PoolClient> {
    const canceled = () => new TargetError('canceled', 'The statement was canceled.');
    if (options.signal?.aborted || this.#closing !== null) throw canceled();
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw postgresqlError(error, this.place, options.about);
    });
    if (this.#prepared.has(client)) return client;
    const heard = this.watchSilence(client);
    try {
      await client.query(
        `SET default_transaction_read_only = on; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; ` +
          // A backslash in a text is a backslash, whatever the server was set to: quoting relies on it.
          `SET standard_conforming_strings = on; ` +
          `SET statement_timeout = ${this.#statementTimeoutMs}; SET lock_timeout = ${LOCK_TIMEOUT_MS}`,
      );
      // A session whose connection breaks reports it to the query that runs; without a listener it would end the process.
      client.on('error', () => {});
      this.#prepared.add(client);
      return client;
    } catch (error) {
      client.release(true);
      throw postgresqlError(error, this.place, options.about);
    } finally {
      heard();
    }
  }

  #stopper(client: pg.PoolClient, options: TransactionOptions) {
    let reason: TargetError | null = null;
    let canceling: Promise<void> | null = null;
    const { promise: cut, reject } = Promise.withResolvers<never>();
    cut.catch(() => {});
    let grace: NodeJS.Timeout | undefined;
    const location = options.about ? { location: options.about } : {};
    const stopFor = (why: TargetError) => {
      if (reason !== null) return;
      reason = why;
      canceling = this.#cancelInServer(client);
      grace = setTimeout(() => {
        // The first cancel may have met the pause before the statement; a server does not notice a cut alone.
        canceling = this.#cancelInServer(client).finally(() => {
          streamOf(client).destroy();
          reject(reason);
        });
      }, CANCEL_GRACE_MS);
    };
    const stop = () => stopFor(new TargetError('canceled', 'The statement was canceled.', location));
    const stream = streamOf(client);
    const readBefore = stream.bytesRead;
    const measureAnswer = () => {
      if (stream.bytesRead - readBefore > MAX_ANSWER_BYTES) stopFor(answerTooLarge(options.about));
    };
    if (options.unlimited !== true) stream.on('data', measureAnswer);
    const entry = { stop };
    this.#busy.add(entry);
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) stop();
    return {
      /** Rejects when the statement did not end by itself after the cancel. */
      cut,
      reason: () => reason,
      done: async () => {
        options.signal?.removeEventListener('abort', stop);
        stream.off('data', measureAnswer);
        this.#busy.delete(entry);
        await canceling;
        clearTimeout(grace);
      },
    };
  }

  /** On a connection outside the pool, which may be exhausted by the very statements that are to be stopped. */
  async #cancelInServer(client: pg.PoolClient): Promise<void> {
    const { processID } = client as unknown as { processID: number };
    const messenger = new pg.Client(this.#config);
    messenger.on('error', () => {});
    try {
      await messenger.connect();
      await messenger.query('SELECT pg_cancel_backend($1)', [processID]);
    } catch {
      // No connection left, or the server is gone: cutting ours makes the server notice at its next write.
      streamOf(client).destroy();
    } finally {
      await messenger.end().catch(() => {});
    }
  }
}

/** The extended protocol takes exactly one statement, so a user's SQL cannot smuggle in a second one. */
export async function runStatement(
  client: pg.PoolClient,
  { sql, values }: Statement,
): Promise<readonly Row[]> {
  const query = { text: sql, values: [...values], queryMode: 'extended' };
  const result = await client.query<Record<string, Row[string]>>(query);
  return result.rows;
}

const streamOf = (client: pg.PoolClient) =>
  (client as unknown as { connection: { stream: import('node:net').Socket } }).connection.stream;
