/** What a run measured: tables and columns, written as each table is done and read back as the checks see them. */
import type {
  ColumnMeasures,
  ColumnProfile,
  MeasuredColumn,
  MeasuredTable,
  TableProfile,
} from '@assay/checks';
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type {
  ColumnProfileRow,
  NewColumnProfile,
  ProfiledTable,
} from '../../store/tables/profiling-tables.ts';
import { inChunks } from './in-chunks.ts';

/** Where the rows about one table are. */
const TABLE_ROWS = ['column_profile', 'profiled_table'] as const;

/** What the server knows of a table beside its measures. */
export interface TableCircumstances {
  readonly fingerprint: string | null;
  /** Names of columns that were not to be read. */
  readonly excludedColumns: readonly string[];
}

/** Writes one table with its columns, in place of whatever an earlier attempt left of it. */
export async function storeMeasuredTable(
  db: Queryable,
  runId: string,
  measured: MeasuredTable,
  { fingerprint, excludedColumns }: TableCircumstances,
): Promise<void> {
  const { table, kind, recordCount, strategy, durationMs, error } = measured;
  for (const relation of TABLE_ROWS) {
    await db
      .deleteFrom(relation)
      .where('profiling_run_id', '=', runId)
      .where('table_name', '=', table)
      .execute();
  }
  await db
    .insertInto('profiled_table')
    .values({
      profiling_run_id: runId,
      table_name: table,
      kind,
      role: null,
      record_ct: recordCount,
      sampled_rows: measured.sampledRows,
      duplicate_rows: measured.duplicateRows,
      dependencies: json(measured.dependencies),
      excluded_columns: [...excludedColumns],
      // What could not be read is read again next time, changed or not.
      fingerprint: error === null ? fingerprint : null,
      strategy,
      duration_ms: durationMs,
      error,
    })
    .execute();
  const rows = measured.columns.map((column) => columnRow(runId, column));
  await inChunks(rows, (chunk) => db.insertInto('column_profile').values(chunk).execute());
}

const columnRow = (runId: string, column: MeasuredColumn): NewColumnProfile => ({
  profiling_run_id: runId,
  table_name: column.table,
  column_name: column.column,
  position: column.position,
  general_type: column.generalType,
  column_type: column.columnType,
  native_type: column.nativeType,
  is_decimal: column.isDecimal,
  measures: json(column.measures),
  frequencies: column.frequencies && json(column.frequencies),
  patterns: column.patterns && json(column.patterns),
  weekdays: column.weekdays && json(column.weekdays),
  hours: column.hours && json(column.hours),
  sentinels: column.sentinels && json(column.sentinels),
  histogram: column.histogram && json(column.histogram),
  value_kinds: column.valueKinds && json(column.valueKinds),
  semantic_type: null,
  semantic_reason: null,
  error: column.error,
});

/** Forgets every table but these. */
export async function deleteOtherTables(
  db: Queryable,
  runId: string,
  tables: readonly string[],
): Promise<void> {
  for (const relation of TABLE_ROWS) {
    await db
      .deleteFrom(relation)
      .where('profiling_run_id', '=', runId)
      .where(sql<boolean>`table_name <> ALL (${tables}::text[])`)
      .execute();
  }
}

/** Tables that are done, the unreadable ones too, by name. */
export function listProfiledTables(db: Queryable, runId: string): Promise<ProfiledTable[]> {
  return db
    .selectFrom('profiled_table')
    .selectAll()
    .where('profiling_run_id', '=', runId)
    .orderBy('table_name')
    .execute();
}

/**
 * A run's profile as the checks read it, tables by name and columns by position. Without `withGroupings` lists of
 * values and histograms, most of its weight, are null.
 */
export async function loadProfile(
  db: Queryable,
  runId: string,
  { withGroupings = true }: { readonly withGroupings?: boolean } = {},
): Promise<TableProfile[]> {
  const columns = await columnsOf(db, runId)
    .select('measures')
    .$if(withGroupings, (query) => query.select(GROUPINGS))
    .execute();
  return tablesWith(await listProfiledTables(db, runId), columns);
}

/**
 * The same with nothing measured but the rows: all that a score needs, at a fraction of the weight. A sampled table
 * weighs as much as all of its rows.
 */
export async function loadProfileToScore(db: Queryable, runId: string): Promise<TableProfile[]> {
  const rowsOnly = sql<ColumnMeasures>`jsonb_build_object('record_ct', measures -> 'record_ct')`;
  const columns = await columnsOf(db, runId).select(rowsOnly.as('measures')).execute();
  const tables = tablesWith(await listProfiledTables(db, runId), columns);
  return tables.map(({ columns, ...table }) => ({
    ...table,
    columns:
      table.sampledRows === null ? columns : columns.map((column) => withRows(column, table.recordCount)),
  }));
}

const withRows = (column: ColumnProfile, rows: number | null): ColumnProfile =>
  column.error === null && rows !== null ? { ...column, measures: { record_ct: rows } } : column;

const COLUMN_FACTS = [
  'table_name',
  'column_name',
  'position',
  'general_type',
  'column_type',
  'native_type',
  'is_decimal',
  'semantic_type',
  'semantic_reason',
  'pii',
  'critical_data_element',
  'suggested_type',
  'error',
] as const;
const GROUPINGS = [
  'frequencies',
  'patterns',
  'weekdays',
  'hours',
  'sentinels',
  'histogram',
  'value_kinds',
] as const;

const columnsOf = (db: Queryable, runId: string) =>
  db
    .selectFrom('column_profile')
    .select(COLUMN_FACTS)
    .where('profiling_run_id', '=', runId)
    .orderBy('table_name')
    .orderBy('position');

type ColumnFactsRow = Pick<ColumnProfileRow, (typeof COLUMN_FACTS)[number] | 'measures'> &
  Partial<Pick<ColumnProfileRow, (typeof GROUPINGS)[number]>>;

function tablesWith(tables: readonly ProfiledTable[], columns: readonly ColumnFactsRow[]): TableProfile[] {
  const byTable = Map.groupBy(columns, ({ table_name }) => table_name);
  return tables.map((table) => ({
    table: table.table_name,
    kind: table.kind,
    role: table.role,
    recordCount: table.record_ct,
    sampledRows: table.sampled_rows,
    duplicateRows: table.duplicate_rows,
    dependencies: table.dependencies,
    strategy: table.strategy,
    durationMs: table.duration_ms,
    error: table.error,
    columns: (byTable.get(table.table_name) ?? []).map(toColumnProfile),
  }));
}

const toColumnProfile = (row: ColumnFactsRow): ColumnProfile => ({
  table: row.table_name,
  column: row.column_name,
  position: row.position,
  generalType: row.general_type,
  columnType: row.column_type,
  nativeType: row.native_type,
  isDecimal: row.is_decimal,
  measures: row.measures,
  frequencies: row.frequencies ?? null,
  patterns: row.patterns ?? null,
  weekdays: row.weekdays ?? null,
  hours: row.hours ?? null,
  sentinels: row.sentinels ?? null,
  histogram: row.histogram ?? null,
  valueKinds: row.value_kinds ?? null,
  semanticType: row.semantic_type,
  semanticReason: row.semantic_reason,
  pii: row.pii,
  criticalDataElement: row.critical_data_element,
  suggestedType: row.suggested_type,
  error: row.error,
});
