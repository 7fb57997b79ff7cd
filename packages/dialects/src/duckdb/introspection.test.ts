import { duckdbForFile } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import type { NativeColumn, Statement } from '../dialect.ts';
import { duckdb } from './index.ts';

const { introspection, classify } = duckdb;
const connection = await duckdbForFile();
const run = async ({ sql, values }: Statement) =>
  (await connection.runAndReadAll(sql, [...values])).getRowObjectsJS() as Record<string, never>[];

/** The user's database, as a driver finds it: attached under some name. */
await connection.run(`
  ATTACH ':memory:' AS target; USE target;
  CREATE SCHEMA "Sales Dept";
  CREATE TABLE "Sales Dept".orders (id BIGINT NOT NULL, note VARCHAR DEFAULT 'n');
  INSERT INTO "Sales Dept".orders SELECT i, 'n' FROM range(500) AS r(i);
  CREATE VIEW "Sales Dept".recent AS SELECT id FROM "Sales Dept".orders;
  CREATE TEMP TABLE scratch (x INTEGER);
  CREATE TABLE memory.main.elsewhere (x INTEGER);
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TABLE kinds (
    c01 VARCHAR(20), c02 CHAR(3), c03 mood, c04 BOOLEAN, c05 DATE, c06 TIMESTAMP, c07 TIMESTAMP_NS,
    c08 TIMESTAMPTZ, c09 TIME, c10 TIMETZ, c11 TINYINT, c12 INTEGER, c13 HUGEINT, c14 UBIGINT,
    c15 DECIMAL(10,2), c16 DECIMAL(10,0), c17 FLOAT, c18 DOUBLE, c19 UUID, c20 JSON, c21 BLOB,
    c22 INTERVAL, c23 INTEGER[], c24 mood[], c25 STRUCT(a VARCHAR), c26 BIT, c27 MAP(VARCHAR, DATE), c28 DECIMAL(4,1)[3])`);

describe('a DuckDB catalog', () => {
  it('has the schemas of the current database, whatever its name', async () => {
    expect(await run(introspection.schemas())).toEqual([{ schema: 'Sales Dept' }, { schema: 'main' }]);
  });

  it('has tables and views of that schema alone', async () => {
    expect(await run(introspection.tables('Sales Dept'))).toEqual([
      { table: 'orders', kind: 'table', approximate_rows: 500 },
      { table: 'recent', kind: 'view', approximate_rows: null },
    ]);
    expect(await run(introspection.tables('main'))).toEqual([
      { table: 'kinds', kind: 'table', approximate_rows: 0 },
    ]);
  });

  it('has columns in their order with their defaults', async () => {
    expect(await run(introspection.columns('Sales Dept'))).toEqual([
      {
        table: 'orders',
        name: 'id',
        position: 1,
        native_type: 'BIGINT',
        nullable: false,
        default_expression: null,
      },
      {
        table: 'orders',
        name: 'note',
        position: 2,
        native_type: 'VARCHAR',
        nullable: true,
        default_expression: "'n'",
      },
      {
        table: 'recent',
        name: 'id',
        position: 1,
        native_type: 'BIGINT',
        nullable: true,
        default_expression: null,
      },
    ]);
  });

  it('has types that are classified', async () => {
    const columns = await run(introspection.columns('main'));
    const found = columns.map((column) => {
      const native: NativeColumn = {
        name: column.name!,
        position: 1,
        nativeType: column.native_type!,
        nullable: true,
        defaultExpression: null,
      };
      const { generalType, columnType, isDecimal } = classify(native);
      return [generalType, columnType, isDecimal];
    });
    expect(found).toEqual([
      ['A', 'varchar(65535)', false],
      ['A', 'varchar(65535)', false],
      ['A', 'varchar(65535)', false],
      ['B', 'boolean', false],
      ['D', 'date', false],
      ['D', 'timestamp', false],
      ['D', 'timestamp', false],
      ['D', 'timestamp with time zone', false],
      ['T', 'time without time zone', false],
      ['T', 'time with time zone', false],
      ['N', 'tinyint', false],
      ['N', 'integer', false],
      ['N', 'hugeint', false],
      ['N', 'ubigint', false],
      ['N', 'numeric(10,2)', true],
      ['N', 'numeric(10,0)', false],
      ['N', 'real', null],
      ['N', 'double precision', null],
      ['X', 'UUID', false],
      ['X', 'JSON', false],
      ['X', 'BLOB', false],
      ['X', 'INTERVAL', false],
      ['X', 'INTEGER[]', false],
      ['X', "ENUM('sad', 'ok')[]", false],
      ['X', 'STRUCT(a VARCHAR)', false],
      ['X', 'BIT', false],
      ['X', 'MAP(VARCHAR, DATE)', false],
      ['X', 'DECIMAL(4,1)[3]', false],
    ]);
  });

  it('says its version', async () => {
    expect(await run(introspection.version())).toEqual([{ version: expect.stringMatching(/^\d+\.\d+/) }]);
  });
});
