/** Tables of different shapes in files that DuckDB writes. Every value is a hash of its place, so they are the same everywhere. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Where a table lies, for those who open it. */
export interface TableFile {
  readonly type: 'files' | 'duckdb';
  readonly path: string;
  readonly table: string;
  /** How plain DuckDB reads it. */
  readonly from: string;
}

/** A whole number from 0 to `below` - 1. */
const draw = (salt: number, below: number) => `(hash(i, ${salt}) % ${below})::INTEGER`;

/** Kinds of columns that take turns in a mixed table; the first column is the row number. */
const MIXED = [
  (salt: number) => `${draw(salt, 1_000)}`,
  (salt: number) => `'v' || ${draw(salt, 300)}`,
  (salt: number) => `(${draw(salt, 100_000)} / 100)::DECIMAL(10, 2)`,
  (salt: number) => `DATE '2020-01-01' + ${draw(salt, 1_500)}`,
  (salt: number) => `${draw(salt, 1_000_000)} / 7919.0::DOUBLE`,
];

const listed = (columns: number, spell: (index: number) => string) =>
  Array.from({ length: columns }, (_, index) => `${spell(index)} AS k${index}`).join(', ');

export const doubles = (columns: number) =>
  listed(columns, (salt) => `${draw(salt, 1_000_000_000)} / 7919.0::DOUBLE`);
export const mixed = (columns: number) =>
  listed(columns, (index) => (index === 0 ? 'i' : MIXED[index % MIXED.length]!(index)));

/** `few` columns of the kinds that a fact table has: a key, a sum, a code, a day, a measurement. */
export const facts = () =>
  [
    'i AS id',
    `(${draw(1, 90_000)} + 99)::DECIMAL(10, 2) AS price`,
    `(['web', 'store', 'phone', 'Hand Tools'])[1 + ${draw(2, 4)}] AS channel`,
    `DATE '2020-01-01' + ${draw(3, 1_000)} AS sold_on`,
    `${draw(4, 1_000_000)} / 7919.0::DOUBLE AS weight`,
  ].join(', ');

/** Writes `table` with the select items `items`, over `i` = 0 ... rows - 1. */
export async function writeTable(
  folder: string,
  format: 'duckdb' | 'parquet' | 'csv',
  table: string,
  items: string,
  rows: number,
): Promise<TableFile> {
  const path = join(folder, `${table}.${format}`);
  const instance = await DuckDBInstance.create(format === 'duckdb' ? path : ':memory:');
  const connection = await instance.connect();
  const select = `SELECT ${items} FROM range(${rows}) AS numbers(i)`;
  try {
    await connection.run(
      format === 'duckdb' ? `CREATE TABLE ${table} AS ${select}` : `COPY (${select}) TO '${path}'`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return format === 'duckdb'
    ? { type: 'duckdb', path, table, from: `bench.${table}` }
    : { type: 'files', path, table, from: `'${path}'` };
}
