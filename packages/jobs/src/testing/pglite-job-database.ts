/** The port over an embedded PGlite. */
import type { PGlite } from '@electric-sql/pglite';
import type { JobDatabase } from '../database.ts';

export function pgliteJobDatabase(database: PGlite): JobDatabase {
  return {
    query: async <R>(sql: string, values: readonly unknown[] = []) =>
      (await database.query<R>(sql, [...values])).rows,
    transaction: (work) =>
      database.transaction((tx) =>
        work({
          query: async <R>(sql: string, values: readonly unknown[] = []) =>
            (await tx.query<R>(sql, [...values])).rows,
        }),
      ),
    async listen(channel, onNotify) {
      const stop = await database.listen(channel, onNotify);
      return () => stop();
    },
  };
}
