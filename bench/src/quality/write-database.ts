/** Tables of text cells into a DuckDB file, each column cast to its type. */
import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance, VARCHAR } from '@duckdb/node-api';
import { cellsOf, type QualityTable } from './dataset.ts';

/** DuckDB's own vector size: the most rows that a chunk takes. */
const CHUNK_ROWS = 2_048;

export async function writeDatabase(path: string, tables: readonly QualityTable[]): Promise<void> {
  // One thread keeps the rows in their order.
  const instance = await DuckDBInstance.create(path, { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const table of tables) await writeTable(connection, table);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function writeTable(connection: DuckDBConnection, table: QualityTable): Promise<void> {
  const { name, columns, rows } = table;
  await connection.run(
    `CREATE TEMP TABLE staging (${columns.map((column) => `${quoted(column.name)} VARCHAR`)})`,
  );
  const appender = await connection.createAppender('staging');
  const types = columns.map(() => VARCHAR);
  const cells = columns.map((column) => cellsOf(table, column.name));
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const end = Math.min(start + CHUNK_ROWS, rows.length);
    const chunk = DuckDBDataChunk.create(types, end - start);
    chunk.setColumns(cells.map((values) => values.slice(start, end)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const casts = columns.map(
    (column) => `CAST(${quoted(column.name)} AS ${column.type}) AS ${quoted(column.name)}`,
  );
  await connection.run(`CREATE TABLE ${quoted(name)} AS SELECT ${casts} FROM staging`);
  await connection.run('DROP TABLE staging');
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
