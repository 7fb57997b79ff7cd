/** One table of a target, copied into the in-process DuckDB in which it is damaged. */
import { createRenderer, dialects, type Expression } from '@assay/dialects';
import type { ScanColumn } from '../profile/column-facets.ts';
import { countTable, rowSampler } from '../sampling/plan-sample.ts';
import type { QueryOptions, RelationDescription, StagedRelation, Target } from '../target.ts';
import type { PullSpace } from './pull-space.ts';
import { pullTable } from './pull-table.ts';

const duckdb = dialects.duckdb;

export interface TableCopy {
  readonly description: RelationDescription;
  /** Name of the undamaged rows, ready for a statement. */
  readonly base: string;
  /** Column of `base` that holds 1 ... rows, in an order that depends on the seed and on the rows alone. Quoted. */
  readonly draw: string;
  /** DuckDB's types by name of the column. */
  readonly types: ReadonlyMap<string, string>;
  /** Of the target, and of the copy: fewer when it is a sample. */
  readonly targetRows: number;
  readonly rows: number;
}
export const isSample = ({ rows, targetRows }: TableCopy): boolean => rows < targetRows;

/** Why a table was not copied, with the remedy. */
export interface UncopiedTable {
  readonly description: RelationDescription;
  readonly problem: string;
}

export interface CopyRequest {
  readonly rowLimit: number;
  readonly seed: number;
  /** For the copy; unique in the space. */
  readonly base: string;
  readonly signal: AbortSignal;
}

/** Throws TargetError when the target cannot be read or the run is canceled. */
export async function copyTable(
  target: Target,
  table: RelationDescription,
  space: PullSpace,
  request: CopyRequest,
): Promise<TableCopy | UncopiedTable> {
  const problem = uncopiable(target, table);
  if (problem !== null) return { description: table, problem };
  const options: QueryOptions = {
    signal: request.signal,
    about: { table: { schema: table.schema, table: table.table } },
  };
  const targetRows = await countTable(target, table, options);
  const drawn = await drawRows(target, table, { ...request, targetRows }, options);
  if ('problem' in drawn) return drawn;
  const { staged, clause } = drawn;
  const source = staged === null ? table : { ...table, ...staged.relation };
  try {
    return await pullTable(
      target,
      source,
      space,
      { signal: request.signal, sampleClause: clause },
      async ({ from, columns }, rows) => {
        const draw = freeName(table);
        await space.database.execute(baseStatement(request, columns, { from, draw }), options);
        const types = await columnTypes(space, request.base, options);
        const quoted = duckdb.quoteIdentifier(draw);
        // A table that is written to meanwhile may have grown since it was counted.
        return { description: table, base: request.base, draw: quoted, types, rows, targetRows };
      },
    );
  } finally {
    await staged?.release();
  }
}

function uncopiable({ tableExport }: Target, table: RelationDescription): string | null {
  if (table.unreadable !== null) return table.unreadable;
  if (tableExport === undefined) return 'Tables of this kind of connection cannot be copied.';
  if (table.columns.length === 0) return 'The table has no columns.';
  const names = table.columns.map(({ name }) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? null
    : `Two of its columns are called "${twice}" but for the case, and the copy cannot tell them apart.`;
}

type DrawnRows = { readonly staged: StagedRelation | null; readonly clause: string | null } | UncopiedTable;

async function drawRows(
  target: Target,
  table: RelationDescription,
  { rowLimit, targetRows }: { readonly rowLimit: number; readonly targetRows: number },
  options: QueryOptions,
): Promise<DrawnRows> {
  if (targetRows <= rowLimit) return { staged: null, clause: null };
  const clauseOf = rowSampler(target, table);
  if (clauseOf === null) {
    const counted = `It has ${targetRows} rows, more than the row limit of ${rowLimit}`;
    return { description: table, problem: `${counted}, and cannot be sampled; raise row_limit.` };
  }
  const share = rowLimit / targetRows;
  const clause = clauseOf(share);
  const staged = clause === null ? await target.stageSample?.(table, share, options) : undefined;
  return { staged: staged ?? null, clause };
}

/** DuckDB's names ignore case. */
function freeName({ columns }: RelationDescription): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = 'assay_draw';
  while (taken.has(name)) name += '_';
  return name;
}

function baseStatement(
  { base, seed }: CopyRequest,
  columns: readonly ScanColumn[],
  { from, draw }: { readonly from: string; readonly draw: string },
): string {
  const renderer = createRenderer(duckdb);
  const values = columns.map((column) => storedValue(renderer.expression(carriedValue(column)), column));
  const items = columns.map(
    ({ description }, index) => `${values[index]} AS ${duckdb.quoteIdentifier(description.name)}`,
  );
  // By the rows themselves: they come in another order every time. Rows that are alike may well change places.
  const order = `hash(${[...values, String(seed)].join(', ')})`;
  return `CREATE TABLE ${base} AS SELECT ${items.join(', ')}, row_number() OVER (ORDER BY ${order}) AS ${duckdb.quoteIdentifier(draw)} FROM ${from}`;
}

const carriedValue = ({ description, facets }: ScanColumn): Expression =>
  description.generalType === 'N' ? (facets.number ?? facets.value) : facets.value;

/** Numbers get room, so that a hundredfold value fits. */
function storedValue(value: string, { description: { generalType, columnType } }: ScanColumn): string {
  if (generalType !== 'N') return value;
  const decimal = /^numeric\(\d+,(\d+)\)$/.exec(columnType);
  if (decimal !== null) return `CAST(${value} AS DECIMAL(38, ${decimal[1]}))`;
  return WHOLE_NUMBERS.has(columnType) ? `CAST(${value} AS BIGINT)` : `CAST(${value} AS DOUBLE)`;
}
const WHOLE_NUMBERS = new Set([
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'utinyint',
  'usmallint',
  'uinteger',
]);

async function columnTypes(
  { database }: PullSpace,
  base: string,
  options: QueryOptions,
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query(
    { sql: `SELECT column_name, column_type FROM (DESCRIBE ${base})`, values: [] },
    options,
  );
  return new Map(rows.map((row) => [String(row.column_name), String(row.column_type)]));
}
