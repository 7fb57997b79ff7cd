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

/** Writes one table with its columns, in place of whatever an earlier attempt left of it. */
export async function storeMeasuredTable(
  db: Queryable,
  runId: string,
  measured: MeasuredTable,
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
 * A run's profile as the checks read it, tables by name and columns by position. Without `withGroupings` frequencies
 * and patterns, most of its weight, are null.
 */
export async function loadProfile(
  db: Queryable,
  runId: string,
  { withGroupings = true }: { readonly withGroupings?: boolean } = {},
): Promise<TableProfile[]> {
  const columns = await columnsOf(db, runId)
    .select('measures')
    .$if(withGroupings, (query) => query.select(['frequencies', 'patterns']))
    .execute();
  return tablesWith(await listProfiledTables(db, runId), columns);
}

/** The same with nothing measured but the rows: all that a score needs, at a fraction of the weight. */
export async function loadProfileToScore(db: Queryable, runId: string): Promise<TableProfile[]> {
  const rowsOnly = sql<ColumnMeasures>`jsonb_build_object('record_ct', measures -> 'record_ct')`;
  const columns = await columnsOf(db, runId).select(rowsOnly.as('measures')).execute();
  return tablesWith(await listProfiledTables(db, runId), columns);
}

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
  'error',
] as const;

const columnsOf = (db: Queryable, runId: string) =>
  db
    .selectFrom('column_profile')
    .select(COLUMN_FACTS)
    .where('profiling_run_id', '=', runId)
    .orderBy('table_name')
    .orderBy('position');

type ColumnFactsRow = Pick<ColumnProfileRow, (typeof COLUMN_FACTS)[number] | 'measures'> &
  Partial<Pick<ColumnProfileRow, 'frequencies' | 'patterns'>>;

function tablesWith(tables: readonly ProfiledTable[], columns: readonly ColumnFactsRow[]): TableProfile[] {
  const byTable = Map.groupBy(columns, ({ table_name }) => table_name);
  return tables.map((table) => ({
    table: table.table_name,
    kind: table.kind,
    role: table.role,
    recordCount: table.record_ct,
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
  semanticType: row.semantic_type,
  semanticReason: row.semantic_reason,
  pii: row.pii,
  error: row.error,
});

/** Adds what the checks made of the measures: meaning of columns, role of tables. */
export async function storeInterpretation(
  db: Queryable,
  runId: string,
  tables: readonly TableProfile[],
): Promise<void> {
  const roles = tables.map(({ table, role }) => ({ table_name: table, role }));
  await sql`UPDATE profiled_table AS profiled SET role = found.role
    FROM jsonb_to_recordset(${json(roles)}::jsonb) AS found(table_name text, role text)
   WHERE profiled.profiling_run_id = ${runId} AND profiled.table_name = found.table_name`.execute(db);
  const columns = tables.flatMap((table) =>
    table.columns.map((column) => ({
      table_name: column.table,
      column_name: column.column,
      semantic_type: column.semanticType,
      semantic_reason: column.semanticReason,
      pii: column.pii,
    })),
  );
  await sql`UPDATE column_profile AS profile
    SET semantic_type = found.semantic_type, semantic_reason = found.semantic_reason, pii = found.pii
    FROM jsonb_to_recordset(${json(columns)}::jsonb) AS found(
      table_name text, column_name text, semantic_type text, semantic_reason text, pii jsonb)
   WHERE profile.profiling_run_id = ${runId}
     AND profile.table_name = found.table_name AND profile.column_name = found.column_name`.execute(db);
}
