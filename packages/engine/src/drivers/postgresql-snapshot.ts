/** Several statements that see one state of a PostgreSQL database, in one session or in several. */
import type pg from 'pg';
import type { QueryOptions, TargetSnapshot } from '../target.ts';
import { postgresqlError } from './postgresql-errors.ts';
import { type PostgresqlSessions, runStatement, type StopReason } from './postgresql-sessions.ts';

interface OpenTransaction {
  readonly client: pg.PoolClient;
  readonly stopped: StopReason;
  /** Of the exported state. */
  readonly id: string;
}

/**
 * A transaction of isolation level REPEATABLE READ that stays open until it is closed; `joined` is the id of the state it
 * shall see. Each statement runs between a savepoint and the return to it: one that fails does not end the transaction, one
 * that sets something leaves nothing behind, and its locks on tables are given back, so that nobody who alters a table waits
 * longer than for one statement. What does not keep old states is not seen as it was: TRUNCATE, and the forms of ALTER
 * TABLE that write a table anew (https://www.postgresql.org/docs/current/mvcc-caveats.html).
 */
export async function openPostgresqlSnapshot(
  sessions: PostgresqlSessions,
  options: QueryOptions,
  joined: string | null = null,
): Promise<TargetSnapshot> {
  const { promise: closing, resolve: leave } = Promise.withResolvers<void>();
  const { promise: opened, resolve: open, reject } = Promise.withResolvers<OpenTransaction>();
  const transaction = { ...options, snapshot: joined ?? true, unlimited: true, lingers: true };
  const ended = sessions.transaction(transaction, async (client, stopped) => {
    open({ client, stopped, id: joined ?? (await exportedState(client)) });
    await closing;
  });
  ended.catch(reject);
  const { client, stopped, id } = await opened;
  return {
    async query(statement, { timeoutMs, about } = {}) {
      const timeout =
        timeoutMs === undefined ? '' : `; SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`;
      const answer = sessions.watchAnswer(client, about);
      const heard = sessions.watchSilence(client);
      try {
        await client.query(`SAVEPOINT before_statement${timeout}`);
        const rows = await runStatement(client, statement);
        await answer.done();
        await client.query(BACK_TO_SAVEPOINT);
        return rows;
      } catch (error) {
        await answer.done();
        // On a broken connection this fails too, and then says nothing new.
        await client.query(BACK_TO_SAVEPOINT).catch(() => undefined);
        throw stopped() ?? answer.tooLarge() ?? postgresqlError(error, sessions.place, about);
      } finally {
        heard();
      }
    },
    join: (joinOptions = {}) => openPostgresqlSnapshot(sessions, joinOptions, id),
    async close() {
      leave();
      // What ended it before its time was told to the statement that met it.
      await ended.catch(() => undefined);
    },
  };
}

const BACK_TO_SAVEPOINT = 'ROLLBACK TO SAVEPOINT before_statement; RELEASE SAVEPOINT before_statement';

/** Usable by other sessions while the transaction is open. */
async function exportedState(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
  return rows[0]!.id;
}
