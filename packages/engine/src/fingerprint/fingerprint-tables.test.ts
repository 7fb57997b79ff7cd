/** A table that changed has another fingerprint, one that did not has the same. */
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { fingerprintTables, openTarget, type RelationDescription, type Target } from '../index.ts';

const everyColumn = ({ columns }: RelationDescription) => columns.map(({ name }) => name);

async function fingerprintsOf(target: Target, schema: string): Promise<Record<string, string | null>> {
  const found = await fingerprintTables(target, await target.describe(schema, null), everyColumn);
  return Object.fromEntries(found.map(({ table, fingerprint }) => [table, fingerprint]));
}

describe('the fingerprint of a table', () => {
  it.runIf(postgresAvailable())('changes with rows, ends and columns in PostgreSQL', async () => {
    const home = await testOptions();
    const database = await createPostgresDatabase();
    await database.query(
      `CREATE TABLE orders (id bigint, at timestamptz, note text, doc json, price money, ratio double precision)`,
    );
    await database.query(
      `INSERT INTO orders VALUES (9223372036854775807, 'infinity', 'x', '{}', '1.50', 'NaN'), (1, '0044-03-15 BC', '', NULL, NULL, NULL)`,
    );
    await database.query(
      'CREATE TABLE quiet (id integer); CREATE TABLE bare (); CREATE VIEW broken AS SELECT 1 / 0 AS one',
    );
    const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    const seen: Record<string, string | null>[] = [await fingerprintsOf(target, 'public')];
    expect(seen[0]).toEqual({
      orders: expect.stringMatching(/^[0-9a-f]{64}$/),
      quiet: expect.stringMatching(/^[0-9a-f]{64}$/),
      bare: expect.stringMatching(/^[0-9a-f]{64}$/),
      broken: null,
    });
    expect(await fingerprintsOf(target, 'public')).toEqual(seen[0]);
    for (const change of [
      `INSERT INTO orders VALUES (5, '2024-01-01', 'x', NULL, NULL, NULL)`,
      `UPDATE orders SET id = 9223372036854775806 WHERE id = 9223372036854775807`,
      `UPDATE orders SET at = '2025-01-01' WHERE at = 'infinity'`,
      'ALTER TABLE orders ALTER COLUMN note TYPE varchar(20)',
    ]) {
      await database.query(change);
      seen.push(await fingerprintsOf(target, 'public'));
    }
    expect(new Set(seen.map(({ orders }) => orders)).size).toBe(5);
    expect(new Set(seen.map(({ quiet }) => quiet)).size).toBe(1);
    await target.close();
    await database.drop();
    await home.remove();
  });

  it('changes with rows in a DuckDB database', async () => {
    const home = await testOptions();
    const path = join(home.files, 'orders.duckdb');
    const fingerprints = [];
    for (const change of [
      'CREATE TABLE orders (id BIGINT, day DATE)',
      'SELECT 1',
      'INSERT INTO orders VALUES (1, NULL)',
    ]) {
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      await connection.run(change);
      connection.closeSync();
      instance.closeSync();
      const target = await openTarget({ type: 'duckdb', path }, home.options);
      fingerprints.push((await fingerprintsOf(target, 'main')).orders);
      await target.close();
    }
    expect(fingerprints[1]).toBe(fingerprints[0]);
    expect(fingerprints[2]).not.toBe(fingerprints[0]);
    await home.remove();
  });

  it('changes with the size or the time of a file', async () => {
    const home = await testOptions();
    const file = join(home.files, 'orders.csv');
    const steps = [
      async () => writeFile(file, 'id,n\n1,2\n').then(() => utimes(file, 1_750_000_000, 1_750_000_000)),
      async () => {},
      async () => utimes(file, 1_750_000_001, 1_750_000_001),
      async () => writeFile(file, 'id,n\n1,22\n').then(() => utimes(file, 1_750_000_001, 1_750_000_001)),
    ];
    const fingerprints = [];
    for (const step of steps) {
      await step();
      const target = await openTarget({ type: 'files', path: home.files }, home.options);
      fingerprints.push((await fingerprintsOf(target, 'main')).orders);
      await target.close();
    }
    expect(fingerprints[1]).toBe(fingerprints[0]);
    expect(new Set(fingerprints).size).toBe(3);
    await home.remove();
  });
});
