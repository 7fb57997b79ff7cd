/** Looks at a store without changing it: for those who ask what is wrong, before a start migrates it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from './migrations/migrations.ts';
import { SILENCE_TIMEOUT_MS, STATEMENT_TIMEOUT_MS, type StoreOptions } from './open-store.ts';
import { takeHomeLock } from './pglite/home-lock.ts';
import { openPgliteSource } from './pglite/pglite-source.ts';
import { createPostgresSource } from './postgres/postgres-source.ts';
import type { SessionSource } from './session.ts';
import { type Store, unmigratedStore } from './store.ts';

export interface StoreFacts {
  /** `PostgreSQL 17.2`. */
  readonly server: string;
  readonly serverIsSupported: boolean;
  /** No migration has run: an empty database. */
  readonly isEmpty: boolean;
  /** Migrations of this version that have not run. */
  readonly missing: readonly string[];
  /** Migrations that only a newer version knows. */
  readonly unknown: readonly string[];
}

export interface InspectedStore {
  /** Not migrated: to be used only when nothing is `missing` and nothing `unknown`. */
  readonly store: Store;
  readonly facts: StoreFacts;
}

const LOWEST_SERVER = 140_000;

/** Null for an embedded store that was never made. Throws StoreUnavailableError. The caller closes the store. */
export async function inspectStore(options: StoreOptions): Promise<InspectedStore | null> {
  if (options.databaseUrl === null) return inspectEmbedded(options);
  const source = createPostgresSource({
    url: options.databaseUrl,
    maxConnections: options.maxConnections,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    silenceTimeoutMs: SILENCE_TIMEOUT_MS,
    onError: options.onError,
  });
  return inspected(source, () => source.close());
}

async function inspectEmbedded({ home, onError }: StoreOptions): Promise<InspectedStore | null> {
  const dataDirectory = join(home, 'store');
  if (!existsSync(join(dataDirectory, 'PG_VERSION'))) return null;
  const lock = takeHomeLock(home);
  try {
    const source = await openPgliteSource({
      ...{ dataDirectory, snapshotFile: null, onError },
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      maintenanceIntervalMs: 0,
    });
    return await inspected(source, async () => {
      await source.close();
      lock.release();
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function inspected(source: SessionSource, close: () => Promise<void>): Promise<InspectedStore> {
  try {
    const facts = await readFacts(source);
    return { store: { ...unmigratedStore(source), close }, facts };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readFacts(source: SessionSource): Promise<StoreFacts> {
  const session = await source.acquire();
  try {
    const { rows } = await session.query(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::integer AS number,
              to_regclass('schema_migration') IS NULL AS empty`,
      [],
    );
    const { version, number, empty } = rows[0]!;
    const isEmpty = empty === true;
    const answer = isEmpty
      ? null
      : await session.query('SELECT name FROM schema_migration ORDER BY name', []);
    const applied = answer?.rows.map(({ name }) => String(name)) ?? [];
    const known = MIGRATIONS.map(({ name }) => name);
    return {
      server: `PostgreSQL ${version}`,
      serverIsSupported: Number(number) >= LOWEST_SERVER,
      isEmpty,
      missing: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  } finally {
    session.release();
  }
}
