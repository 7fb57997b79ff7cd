/** Brings a store's schema up to date; any number of servers may start at once. */
import type { StoreSession } from '../session.ts';
import { StoreUnavailableError } from '../store-error.ts';
import type { Migration } from './migration.ts';

/** Key of the advisory lock that servers take while they migrate; any constant, `assay` in ASCII. */
const MIGRATION_LOCK = 0x6173736179;

/**
 * Runs what is missing in one transaction and returns the names of what it ran. The transaction's lock makes
 * a second server wait; it then finds nothing to do. Throws StoreUnavailableError when the store was migrated
 * by a newer version, because its rows may mean something else by now.
 */
export async function migrate(session: StoreSession, migrations: readonly Migration[]): Promise<string[]> {
  await session.query('BEGIN', []);
  try {
    // Waiting for another server and building indexes may take longer than a statement may otherwise.
    await session.query('SET LOCAL statement_timeout = 0', []);
    await session.query('SELECT pg_advisory_xact_lock($1)', [String(MIGRATION_LOCK)]);
    const applied = await appliedMigrations(session);
    refuseUnknown(applied, migrations);
    const missing = migrations.filter(({ name }) => !applied.includes(name));
    for (const migration of missing) await apply(session, migration);
    await session.query('COMMIT', []);
    return missing.map(({ name }) => name);
  } catch (error) {
    await session.query('ROLLBACK', []).catch(() => undefined);
    throw error;
  }
}

async function appliedMigrations(session: StoreSession): Promise<string[]> {
  await session.query(
    `CREATE TABLE IF NOT EXISTS schema_migration (
       name text PRIMARY KEY,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
    [],
  );
  const { rows } = await session.query('SELECT name FROM schema_migration ORDER BY name', []);
  return rows.map((row) => String(row.name));
}

function refuseUnknown(applied: readonly string[], migrations: readonly Migration[]): void {
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length === 0) return;
  throw new StoreUnavailableError(
    `The store was migrated by a newer version of Assay (it has ${unknown.join(', ')}). ` +
      'Start that version or a later one, or restore a backup made before the upgrade.',
  );
}

async function apply(session: StoreSession, migration: Migration): Promise<void> {
  for (const statement of migration.statements) await session.query(statement, []);
  await session.query('INSERT INTO schema_migration (name) VALUES ($1)', [migration.name]);
}
