/** The SELECT that reads a file table with its types. */
import { type QueryOptions, TargetError } from '../target.ts';
import { type CsvShape, csvAsText, quoted, readCsvShape } from './csv-shape.ts';
import { type CsvColumn, castColumn } from './csv-types.ts';
import type { DuckdbDatabase } from './duckdb-database.ts';
import type { FileTable } from './file-tables.ts';

/** Throws TargetError when a file cannot be read, or when the files of a folder do not belong together. */
export async function fileRelation(
  database: DuckdbDatabase,
  entry: FileTable,
  options: QueryOptions,
): Promise<string> {
  const files = entry.files.map(quoted).join(', ');
  switch (entry.format) {
    case 'parquet':
      return `SELECT * FROM read_parquet([${files}], union_by_name = ${entry.files.length > 1})`;
    case 'json':
      // Every object is looked at: a key that first appears in the last one is a column too.
      return `SELECT * FROM read_json([${files}], sample_size = -1, union_by_name = ${entry.files.length > 1})`;
    case 'csv': {
      const shape = await sharedShape(database, entry.files, options);
      return `SELECT ${shape.columns.map(castColumn).join(', ')} FROM ${csvAsText(entry.files, shape)}`;
    }
  }
}

async function sharedShape(
  database: DuckdbDatabase,
  files: readonly string[],
  options: QueryOptions,
): Promise<CsvShape> {
  const [first, ...rest] = files;
  let shared = await readCsvShape(database, first!, options);
  for (const file of rest) {
    const shape = await readCsvShape(database, file, options);
    if (!sameNames(shared, shape)) throw differentColumns(first!, shared, file, shape);
    const columns = shared.columns.map((column, index) => widen(column, shape.columns[index]!));
    shared = { ...shared, columns };
  }
  return shared;
}

const names = (shape: CsvShape) => shape.columns.map(({ name }) => name);
const sameNames = (a: CsvShape, b: CsvShape) =>
  a.delimiter === b.delimiter && a.header === b.header && names(a).join('\0') === names(b).join('\0');

function differentColumns(first: string, a: CsvShape, file: string, b: CsvShape): TargetError {
  const list = (shape: CsvShape) => names(shape).slice(0, 10).join(', ');
  const message =
    `The files of one folder are one table, but ${file} has other columns (${list(b)}) than ${first} (${list(a)}). ` +
    `Give both the same header, or put them into folders of their own`;
  return new TargetError('unreadable', message, { location: { path: file } });
}

const isNumber = (type: string) => /^(BIGINT|DOUBLE|DECIMAL)/.test(type);

function widen(a: CsvColumn, b: CsvColumn): CsvColumn {
  if (a.type === b.type) return a;
  return { name: a.name, type: isNumber(a.type) && isNumber(b.type) ? 'DOUBLE' : 'VARCHAR' };
}
