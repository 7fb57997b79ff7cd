/** Migrated, empty stores for tests: a clone for every test file, real databases both. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import pg from 'pg';
import { afterAll, describe, inject } from 'vitest';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { openPgliteSource } from '../pglite/pglite-source.ts';
import { createPostgresSource } from '../postgres/postgres-source.ts';
import { quoteName, type StoreKind } from '../session.ts';
import { type Store, storeOver } from '../store.ts';

/** Names the template: changed migrations make a new one. */
const FINGERPRINT = createHash('sha256').update(JSON.stringify(MIGRATIONS)).digest('hex').slice(0, 16);
const TEMPLATE = `assay_template_${FINGERPRINT}`;
/** Any number; makes test files wait for the one that makes the template. */
const TEMPLATE_LOCK = 7_415_022;

const reportError = (error: Error) => console.error('the store under test reported', error);

/** A migrated store for the calling test file (or describe block), closed and dropped after it. */
export async function storeForTest(kind: StoreKind = 'embedded'): Promise<Store> {
  const { store, drop } = kind === 'embedded' ? await embeddedStore() : await postgresStore();
  afterAll(drop);
  return store;
}

/** Runs a suite on each kind of store; `openTestStore` is to be called in a `beforeAll`. */
export function describeStores(name: string, suite: (openTestStore: () => Promise<Store>) => void): void {
  describe.each<StoreKind>(['embedded', 'postgresql'])(`${name} (%s store)`, (kind) => {
    describe.runIf(kind === 'embedded' || postgresAvailable())('', () => suite(() => storeForTest(kind)));
  });
}

interface TestStore {
  readonly store: Store;
  drop(): Promise<void>;
}

async function embeddedStore(): Promise<TestStore> {
  const source = await openPgliteSource({
    dataDirectory: null,
    snapshotFile: await embeddedTemplate(),
    statementTimeoutMs: 30_000,
    maintenanceIntervalMs: 0,
    onError: reportError,
  });
  const store = await storeOver(source);
  return { store, drop: () => store.close() };
}

/** File with a dump of a migrated embedded store, kept between runs: starting from it takes a fraction of making one. */
export async function embeddedTemplate(): Promise<string> {
  const folder = join(tmpdir(), 'assay-test-templates');
  const file = join(folder, `${TEMPLATE}.tar`);
  if (existsSync(file)) return file;
  const source = await openPgliteSource({
    dataDirectory: null,
    snapshotFile: null,
    statementTimeoutMs: 60_000,
    maintenanceIntervalMs: 0,
    onError: reportError,
  });
  await storeOver(source);
  const draft = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(draft, await source.dump());
  renameSync(draft, file);
  await source.close();
  return file;
}

/** A new PostgreSQL database that is migrated already. */
export async function migratedPostgresDatabase(): Promise<PostgresDatabase> {
  await ensurePostgresTemplate();
  return createPostgresDatabase({ template: TEMPLATE });
}

async function postgresStore(): Promise<TestStore> {
  const database = await migratedPostgresDatabase();
  const store = await openPostgres(database.url);
  const drop = async () => {
    await store.close();
    await database.drop();
  };
  return { store, drop };
}

const openPostgres = (url: string) =>
  storeOver(
    createPostgresSource({
      url,
      maxConnections: 6,
      statementTimeoutMs: 30_000,
      silenceTimeoutMs: 70_000,
      onError: reportError,
    }),
  );

async function ensurePostgresTemplate(): Promise<void> {
  const serverUrl = inject('postgresUrl');
  if (serverUrl === null) throw new Error('PostgreSQL is not installed; use describeStores');
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (known.rows.length > 0) return;
    const draft = `${TEMPLATE}_draft`;
    await admin.query(`DROP DATABASE IF EXISTS ${quoteName(draft)} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${quoteName(draft)} TEMPLATE template0`);
    const url = new URL(serverUrl);
    url.pathname = `/${draft}`;
    const store = await openPostgres(url.href);
    await store.close();
    await admin.query(`ALTER DATABASE ${quoteName(draft)} RENAME TO ${quoteName(TEMPLATE)}`);
  } finally {
    await admin.end();
  }
}
