/** Opens the store that the configuration names. */
import { join } from 'node:path';
import { takeHomeLock } from './pglite/home-lock.ts';
import { openPgliteSource } from './pglite/pglite-source.ts';
import { createPostgresSource } from './postgres/postgres-source.ts';
import { type Store, storeOver } from './store.ts';

export interface StoreOptions {
  /** Null = embedded in `home`. */
  readonly databaseUrl: string | null;
  /** Data directory; used by the embedded store only. */
  readonly home: string;
  /** Sessions of a PostgreSQL store at a time. */
  readonly maxConnections: number;
  /** A dumped data directory that an embedded store's first start begins with; makes it faster. */
  readonly snapshotFile?: string;
  /** Told of trouble that no caller can be told of: broken idle connections, failed maintenance. */
  readonly onError: (error: Error) => void;
}

export interface OpenStore {
  readonly store: Store;
  /** Tells other processes that ask for the same data directory where this one serves. */
  announce(url: string): void;
}

/** A statement is stopped after this. Ours are short: one that takes longer is a mistake. */
export const STATEMENT_TIMEOUT_MS = 30_000;
/** What a job writes at its end may take a minute (`writeStatementMs` of the queue). */
export const SILENCE_TIMEOUT_MS = 70_000;
const MAINTENANCE_INTERVAL_MS = 15 * 60_000;

/**
 * Opens and migrates the store. Throws StoreUnavailableError with a remedy: server out of reach, data
 * directory in use by another process, schema of a newer version.
 */
export function openStore(options: StoreOptions): Promise<OpenStore> {
  return options.databaseUrl === null ? openEmbedded(options) : openPostgres(options, options.databaseUrl);
}

async function openPostgres(options: StoreOptions, url: string): Promise<OpenStore> {
  const source = createPostgresSource({
    url,
    maxConnections: options.maxConnections,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    silenceTimeoutMs: SILENCE_TIMEOUT_MS,
    onError: options.onError,
  });
  return { store: await storeOver(source), announce: () => undefined };
}

async function openEmbedded(options: StoreOptions): Promise<OpenStore> {
  const lock = takeHomeLock(options.home);
  try {
    const source = await openPgliteSource({
      dataDirectory: join(options.home, 'store'),
      snapshotFile: options.snapshotFile ?? null,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      maintenanceIntervalMs: MAINTENANCE_INTERVAL_MS,
      onError: options.onError,
    });
    const store = await storeOver(source);
    const close = async () => {
      await store.close();
      lock.release();
    };
    return { store: { ...store, close }, announce: lock.announce };
  } catch (error) {
    lock.release();
    throw error;
  }
}
