/** One table, one file. DuckDB writes both formats, so types and the difference between null and '' come out right. */

import { join } from 'node:path';
import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import type { Table } from './table.ts';

/** DuckDB's own vector size: the most rows that a chunk takes. */
const CHUNK_ROWS = 2_048;

/** Writes `<directory>/<table>.<format>`, replacing it, and answers the file's name. */
export async function writeTable(
  connection: DuckDBConnection,
  table: Table,
  directory: string,
): Promise<string> {
  const columns = Object.entries(table.columns);
  const staging = quoted(`staging_${table.name}`);
  await connection.run(
    `CREATE TEMP TABLE ${staging} (${columns.map(([name]) => `${quoted(name)} VARCHAR`)})`,
  );
  await appendRows(connection, table);
  const casts = columns.map(([name, type]) => `CAST(${quoted(name)} AS ${type}) AS ${quoted(name)}`);
  const file = `${table.name}.${table.format}`;
  const options = table.format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
  await connection.run(
    `COPY (SELECT ${casts} FROM ${staging}) TO '${join(directory, file).replaceAll("'", "''")}' (${options})`,
  );
  await connection.run(`DROP TABLE ${staging}`);
  return file;
}

async function appendRows(connection: DuckDBConnection, table: Table): Promise<void> {
  const names = Object.keys(table.columns);
  const appender = await connection.createAppender(`staging_${table.name}`);
  const types = names.map(() => VARCHAR);
  for (let start = 0; start < table.rows.length; start += CHUNK_ROWS) {
    const rows = table.rows.slice(start, start + CHUNK_ROWS);
    const chunk = DuckDBDataChunk.create(types, rows.length);
    chunk.setColumns(names.map((name) => rows.map((row) => row[name] ?? null)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
