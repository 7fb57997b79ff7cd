import { createPostgresDatabase, describePostgres } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import { openPgliteSource } from '../pglite/pglite-source.ts';
import { createPostgresSource } from '../postgres/postgres-source.ts';
import type { SessionSource } from '../session.ts';
import { storeOver } from '../store.ts';
import { StoreUnavailableError } from '../store-error.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations.ts';

const onError = (error: Error) => console.error(error);
const embedded = () =>
  openPgliteSource({
    dataDirectory: null,
    snapshotFile: null,
    statementTimeoutMs: 30_000,
    maintenanceIntervalMs: 0,
    onError,
  });
const postgres = (url: string) =>
  createPostgresSource({
    url,
    maxConnections: 2,
    statementTimeoutMs: 30_000,
    silenceTimeoutMs: 70_000,
    onError,
  });

const one: Migration = { name: '0001-one', statements: ['CREATE TABLE one (x int)'] };
const two: Migration = {
  name: '0002-two',
  statements: ['CREATE TABLE two (x int)', 'INSERT INTO one VALUES (1)'],
};
const broken: Migration = { name: '0003-broken', statements: ['CREATE TABLE three (x int)', 'SELECT 1/0'] };

async function run(source: SessionSource, migrations: readonly Migration[]): Promise<string[]> {
  const session = await source.acquire();
  try {
    return await migrate(session, migrations);
  } finally {
    session.release();
  }
}
const count = async (source: SessionSource, table: string) => {
  const session = await source.acquire();
  try {
    return (await session.query(`SELECT count(*) AS n FROM ${table}`, [])).rows[0]?.n;
  } finally {
    session.release();
  }
};

async function behavesOn(source: SessionSource): Promise<void> {
  expect(await run(source, [one])).toEqual(['0001-one']);
  expect(await run(source, [one, two])).toEqual(['0002-two']);
  expect(await run(source, [one, two])).toEqual([]);
  await expect(run(source, [one, two, broken])).rejects.toThrow(/division by zero/);
  await expect(count(source, 'three')).rejects.toThrow(/three/);
  expect(await count(source, 'one')).toBe(1);
  // An older version meets a store that a newer one has migrated.
  await expect(run(source, [one])).rejects.toBeInstanceOf(StoreUnavailableError);
  await expect(run(source, [one])).rejects.toThrow(/0002-two/);
}

describe('migrations', () => {
  it('have names in order, each once', () => {
    const names = MIGRATIONS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].toSorted());
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
  });

  // Makes a database from nothing, which takes seconds and more on a busy machine.
  it('run what is missing, all of it or nothing, on the embedded store', { timeout: 120_000 }, async () => {
    const source = await embedded();
    await behavesOn(source);
    await source.close();
  });
});

describePostgres('migrations on PostgreSQL', () => {
  it('run what is missing, all of it or nothing', async () => {
    const database = await createPostgresDatabase();
    const source = postgres(database.url);
    await behavesOn(source);
    await source.close();
    await database.drop();
  });

  it('run once when several servers start on an empty store at the same time', async () => {
    const database = await createPostgresDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => storeOver(postgres(database.url))));
    const applied = await database.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY name');
    expect(applied.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name));
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  });
});
