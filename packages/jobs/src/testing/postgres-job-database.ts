/** The port over a `pg` pool, as a server would write it. */
import pg from 'pg';
import type { JobDatabase, SqlExecutor } from '../database.ts';

export interface ClosableJobDatabase extends JobDatabase {
  close(): Promise<void>;
}

export function postgresJobDatabase(url: string, options: pg.PoolConfig = {}): ClosableJobDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 10, ...options });
  // A session that the server ends while it idles in the pool is replaced by the pool.
  pool.on('error', () => {});
  const listeners = new Set<pg.Client>();
  return {
    query: (sql, values) => rowsOf(pool, sql, values),
    async transaction(work) {
      const client = await pool.connect();
      const ended = (): void => {};
      client.on('error', ended);
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work({ query: (sql, values) => rowsOf(client, sql, values) });
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((rollbackError: Error) => {
          broken = rollbackError;
        });
        throw error;
      } finally {
        client.off('error', ended);
        client.release(broken);
      }
    },
    async listen(channel, onNotify) {
      const client = new pg.Client({ connectionString: url });
      client.on('notification', (message) => onNotify(message.payload ?? ''));
      client.on('error', () => {});
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      listeners.add(client);
      return async () => {
        if (listeners.delete(client)) await client.end();
      };
    },
    async close() {
      await Promise.all([...listeners].map((client) => client.end()));
      listeners.clear();
      await pool.end();
    },
  };
}

interface PgQueryable {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

async function rowsOf<R>(
  queryable: PgQueryable,
  sql: string,
  values: Parameters<SqlExecutor['query']>[1] = [],
): Promise<R[]> {
  const { rows } = await queryable.query(sql, [...values]);
  return rows as R[];
}
