import { createPostgresDatabase, type PostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NativeColumn, Statement } from '../dialect.ts';
import { postgresql } from './index.ts';

const { introspection, classify } = postgresql;

const CREATE = `
  CREATE SCHEMA "Sales Dept";
  SET search_path TO "Sales Dept";
  CREATE TABLE orders (id bigint PRIMARY KEY, gone integer, note text DEFAULT 'n');
  ALTER TABLE orders DROP COLUMN gone;
  INSERT INTO orders SELECT i, 'n' FROM generate_series(1, 500) AS i;
  CREATE VIEW recent AS SELECT * FROM orders;
  CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM orders;
  CREATE TABLE events (at date, kind integer) PARTITION BY RANGE (at);
  CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
  CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (kind);
  CREATE TABLE events_2024_1 PARTITION OF events_2024 FOR VALUES IN (1);
  INSERT INTO events VALUES ('2023-05-01', 1), ('2024-05-01', 1), ('2024-06-01', 1);
  CREATE EXTENSION file_fdw SCHEMA public;
  CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
  CREATE FOREIGN TABLE imported (line text) SERVER files OPTIONS (filename '/nowhere');
  CREATE SEQUENCE counter;
  CREATE INDEX ON orders (note);
  CREATE TABLE never_analysed (x integer);
  ANALYZE orders; ANALYZE totals; ANALYZE events_2023; ANALYZE events_2024_1;
  RESET search_path;`;

const TYPES = `
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TYPE charity AS (name text);
  CREATE DOMAIN short AS varchar(5);
  CREATE DOMAIN shorter AS short CHECK (length(VALUE) < 4);
  CREATE TABLE kinds (
    c01 varchar(20), c02 varchar, c03 text, c04 char(3), c05 bpchar, c06 "char", c07 shorter,
    c08 boolean, c09 date, c10 timestamp, c11 timestamp(3), c12 timestamptz, c13 time, c14 timetz,
    c15 smallint, c16 integer, c17 bigint, c18 numeric, c19 numeric(10,2), c20 numeric(10), c21 real,
    c22 double precision, c23 money, c24 uuid, c25 json, c26 jsonb, c27 bytea, c28 text[], c29 mood,
    c30 charity, c31 interval, c32 inet, c33 bit(3), c34 name, c35 integer[], c36 mood[])`;

const KINDS: readonly (readonly [string, string, string, boolean | null])[] = [
  ['character varying(20)', 'A', 'varchar(20)', false],
  ['character varying', 'A', 'varchar(65535)', false],
  ['text', 'A', 'varchar(65535)', false],
  ['character(3)', 'A', 'char(3)', false],
  ['bpchar', 'A', 'varchar(65535)', false],
  ['"char"', 'A', '"char"', false],
  ['character varying(5)', 'A', 'varchar(5)', false],
  ['boolean', 'B', 'boolean', false],
  ['date', 'D', 'date', false],
  ['timestamp without time zone', 'D', 'timestamp', false],
  ['timestamp(3) without time zone', 'D', 'timestamp', false],
  ['timestamp with time zone', 'D', 'timestamp with time zone', false],
  ['time without time zone', 'T', 'time without time zone', false],
  ['time with time zone', 'T', 'time with time zone', false],
  ['smallint', 'N', 'smallint', false],
  ['integer', 'N', 'integer', false],
  ['bigint', 'N', 'bigint', false],
  ['numeric', 'N', 'numeric', true],
  ['numeric(10,2)', 'N', 'numeric(10,2)', true],
  ['numeric(10,0)', 'N', 'numeric(10,0)', false],
  ['real', 'N', 'real', null],
  ['double precision', 'N', 'double precision', null],
  ['money', 'N', 'money', null],
  ...[
    'uuid',
    'json',
    'jsonb',
    'bytea',
    'text[]',
    'mood',
    'charity',
    'interval',
    'inet',
    'bit(3)',
    'name',
  ].map((type) => [type, 'X', type, false] as const),
  ['integer[]', 'X', 'integer[]', false],
  ['mood[]', 'X', 'mood[]', false],
];

describe.runIf(postgresAvailable())('a PostgreSQL catalog', () => {
  let database: PostgresDatabase;
  const run = ({ sql, values }: Statement) => database.query<Record<string, never>>(sql, [...values]);
  beforeAll(async () => {
    database = await createPostgresDatabase();
    await database.query(CREATE);
    await database.query(TYPES);
  });
  afterAll(() => database.drop());

  it('has the schemas of users, without those of the system', async () => {
    expect(await run(introspection.schemas())).toEqual([{ schema: 'Sales Dept' }, { schema: 'public' }]);
  });

  it('has every kind of table, partitions through their parent, with the rows it knows of', async () => {
    expect(await run(introspection.tables('Sales Dept'))).toEqual([
      { table: 'events', kind: 'partitioned_table', approximate_rows: 3 },
      { table: 'imported', kind: 'foreign_table', approximate_rows: null },
      { table: 'never_analysed', kind: 'table', approximate_rows: null },
      { table: 'orders', kind: 'table', approximate_rows: 500 },
      { table: 'recent', kind: 'view', approximate_rows: null },
      { table: 'totals', kind: 'materialized_view', approximate_rows: 1 },
    ]);
  });

  it('has columns in their order with their defaults, without dropped ones', async () => {
    const columns = await run(introspection.columns('Sales Dept'));
    expect(columns.filter((column) => column.table === 'orders')).toEqual([
      {
        table: 'orders',
        name: 'id',
        position: 1,
        native_type: 'bigint',
        nullable: false,
        loosely_equal: false,
        default_expression: null,
      },
      {
        table: 'orders',
        name: 'note',
        position: 3,
        native_type: 'text',
        nullable: true,
        loosely_equal: false,
        default_expression: "'n'::text",
      },
    ]);
    expect([...new Set(columns.map((column) => column.table))]).toEqual([
      'events',
      'imported',
      'never_analysed',
      'orders',
      'recent',
      'totals',
    ]);
  });

  it('has types that are classified, domains by what they rest on', async () => {
    const columns = (await run(introspection.columns('public'))).filter((column) => column.table === 'kinds');
    const found = columns.map((column) => {
      const native: NativeColumn = {
        name: column.name!,
        position: 1,
        nativeType: column.native_type!,
        nullable: true,
        defaultExpression: null,
      };
      const { generalType, columnType, isDecimal } = classify(native);
      return [native.nativeType, generalType, columnType, isDecimal];
    });
    expect(found).toEqual(KINDS);
  });

  it('does not take a type of a user for one of its own', () => {
    const mood: NativeColumn = {
      name: 'c',
      position: 1,
      nativeType: 'sales.date',
      nullable: true,
      defaultExpression: null,
    };
    expect(classify(mood).generalType).toBe('X');
  });

  it('says its version', async () => {
    const [row] = await run(introspection.version());
    expect(String(row?.version)).toMatch(/^\d+[.\d]*/);
  });
});
