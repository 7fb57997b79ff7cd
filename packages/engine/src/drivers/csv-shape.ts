/**
 * The columns and types of a CSV file, decided by all of its rows: a type is given only where every row has it, so that
 * a bad value in the last line makes a text column instead of a failed run.
 */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type QueryOptions, TargetError } from '../target.ts';
import { type CsvColumn, typeQuestions } from './csv-types.ts';
import type { DuckdbDatabase } from './duckdb-database.ts';

export interface CsvShape {
  readonly delimiter: string;
  readonly header: boolean;
  readonly columns: readonly CsvColumn[];
}

/** DuckDB's default of 2 MB would refuse a row with one long document; the buffer is the default. */
export const LONG_ROWS = 'max_line_size = 16777216, buffer_size = 33554432';
const HEAD_BYTES = 256 * 1024;
const DELIMITERS = [',', '\t', ';', '|'];
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Reads the file twice: a sample to guess types, then every row to hold the guess against.
 * Throws TargetError naming the file, and the line where DuckDB knows it.
 */
export async function readCsvShape(
  database: DuckdbDatabase,
  file: string,
  options: QueryOptions,
): Promise<CsvShape> {
  const firstLine = await readFirstLine(file);
  if (firstLine === '')
    throw new TargetError('unreadable', `${file} is empty. Write it again, or remove it.`);
  const { delimiter, names } = splitByBestDelimiter(firstLine);
  const plain: CsvShape = {
    delimiter,
    header: true,
    columns: names.map((name) => ({ name, type: 'VARCHAR' })),
  };
  const sniffed = await sniff(database, file, delimiter, options).catch((error: unknown) => {
    if (error instanceof TargetError && error.kind === 'bad_sql') return null;
    throw error;
  });
  // The sniffer only says that it failed, and takes the header for a remark above the table when another line has more
  // fields; reading with the header's own shape says in which line. What it cannot read and we can is all text.
  if (sniffed === null || sniffed.columns.length !== names.length) {
    await splitEveryLine(database, file, plain, options);
    if (sniffed === null) return plain;
  }
  return { ...sniffed, columns: await typeColumns(database, file, sniffed, options) };
}

/** The relation with every column as text; NULL is a field of nothing, '' is `""`. */
export function csvAsText(files: readonly string[], shape: CsvShape): string {
  const columns = shape.columns.map(({ name }) => `${quoted(name)}: 'VARCHAR'`).join(', ');
  return (
    `read_csv([${files.map(quoted).join(', ')}], auto_detect = false, columns = {${columns}}, ` +
    `delim = ${quoted(shape.delimiter)}, quote = '"', escape = '"', header = ${shape.header}, ` +
    `nullstr = '', allow_quoted_nulls = false, ${LONG_ROWS})`
  );
}

async function sniff(
  database: DuckdbDatabase,
  file: string,
  delimiter: string,
  options: QueryOptions,
): Promise<CsvShape> {
  const [row] = await database.query(
    {
      sql:
        `SELECT "HasHeader" AS header, to_json("Columns")::VARCHAR AS columns FROM ` +
        `sniff_csv(${quoted(file)}, delim = ${quoted(delimiter)}, quote = '"', escape = '"')`,
      values: [],
    },
    options,
  );
  const columns = JSON.parse(String(row?.columns)) as { name: string; type: string }[];
  return { delimiter, header: row?.header === true, columns };
}

/** Finds the rows that do not parse at all. */
async function splitEveryLine(
  database: DuckdbDatabase,
  file: string,
  shape: CsvShape,
  options: QueryOptions,
): Promise<void> {
  // Counting a column rather than rows makes the reader split every line.
  const first = `"${shape.columns[0]?.name.replaceAll('"', '""')}"`;
  await database.query(
    { sql: `SELECT count(${first}) AS n FROM ${csvAsText([file], shape)}`, values: [] },
    options,
  );
}

/** Looks at every row: what each guessed type comes to. */
async function typeColumns(
  database: DuckdbDatabase,
  file: string,
  shape: CsvShape,
  options: QueryOptions,
): Promise<readonly CsvColumn[]> {
  const questions = typeQuestions(shape.columns, csvAsText([file], shape));
  if (questions.length === 0) await splitEveryLine(database, file, shape, options);
  const types = new Map<number, string>();
  for (const { sql, answer } of questions) {
    const rows = await database.query({ sql, values: [] }, options);
    for (const [position, type] of answer(rows)) types.set(position, type);
  }
  return shape.columns.map(({ name }, position) => ({ name, type: types.get(position) ?? 'VARCHAR' }));
}

async function readFirstLine(file: string): Promise<string> {
  const source = createReadStream(file, { end: file.endsWith('.gz') ? undefined : HEAD_BYTES - 1 } as object);
  const stream = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  stream.setEncoding('utf8');
  source.on('error', (error) => stream.destroy(error));
  let head = '';
  try {
    for await (const chunk of stream) {
      head += chunk;
      if (head.length >= HEAD_BYTES || /\n/.test(head)) break;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TargetError('unreadable', `${file} cannot be read: ${reason}. Write it again.`, {
      cause: error,
    });
  } finally {
    source.destroy();
  }
  return (head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').trimEnd();
}

/** The delimiter that splits the first line into most fields, quoted ones left whole. */
function splitByBestDelimiter(line: string): { delimiter: string; names: readonly string[] } {
  const splits = DELIMITERS.map((delimiter) => ({ delimiter, names: splitFields(line, delimiter) }));
  return splits.reduce((best, next) => (next.names.length > best.names.length ? next : best));
}

function splitFields(line: string, delimiter: string): string[] {
  const fields = line.matchAll(new RegExp(`(?:^|[${delimiter}])("(?:[^"]|"")*"|[^${delimiter}]*)`, 'g'));
  return [...fields].map(([, field = '']) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}
