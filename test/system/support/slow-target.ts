/** A PostgreSQL database in which a profile takes seconds, however fast the machine is. */
import type { PostgresDatabase } from '@assay/test-support';

export async function makeSlowTarget(target: PostgresDatabase): Promise<void> {
  await target.query('CREATE TABLE quick AS SELECT g AS id, g % 7 AS kind FROM generate_series(1, 100) g');
  await target.query(
    `CREATE VIEW slow AS SELECT g AS id, 'x' || g AS name FROM generate_series(1, 4) g WHERE pg_sleep(0.5) IS NOT NULL`,
  );
}

/** What a profile of it counts. */
export const SLOW_COUNTS = { table_ct: 2, column_ct: 4, record_ct: 104 } as const;

export function slowConnection({ host, port, database, user }: PostgresDatabase) {
  return { type: 'postgresql' as const, config: { host, port, database, user } };
}
