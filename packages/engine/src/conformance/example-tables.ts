/** Example tables on live engines: made by SQL that both of them read alike. */

import type { ExampleCell, ExampleTable, ExampleType } from '@assay/checks';
import { DuckDBInstance } from '@duckdb/node-api';

/** Tables of one example lie in a schema of their own, because examples share names. */
export interface ExampleSchema {
  readonly schema: string;
  readonly tables: readonly ExampleTable[];
}

export function schemaStatements({ schema, tables }: ExampleSchema): string[] {
  const make = schema === 'main' || schema === 'public' ? [] : [`CREATE SCHEMA ${quote(schema)}`];
  return [...make, ...tables.flatMap((table) => tableStatements(schema, table))];
}

/** Writes a DuckDB database file with these schemas. */
export async function writeDuckdbFile(path: string, schemas: readonly ExampleSchema[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    for (const statement of schemas.flatMap(schemaStatements)) await connection.run(statement);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function tableStatements(schema: string, { table, columns, rows }: ExampleTable): string[] {
  const name = `${quote(schema)}.${quote(table)}`;
  const spelled = Object.entries(columns).map(([column, type]) => `${quote(column)} ${typeName(type)}`);
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  return [
    `CREATE TABLE ${name} (${spelled.join(', ')})`,
    ...(values.length === 0 ? [] : [`INSERT INTO ${name} VALUES ${values.join(', ')}`]),
  ];
}

const typeName = (type: ExampleType) => (type === 'double' ? 'double precision' : type);
export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

function literal(cell: ExampleCell): string {
  if (cell === null) return 'NULL';
  // Written bare, DuckDB reads a fraction as a decimal first, and the double is the next one.
  const isFraction = typeof cell === 'number' && !Number.isInteger(cell);
  return typeof cell === 'string' || isFraction ? `'${String(cell).replaceAll("'", "''")}'` : String(cell);
}
