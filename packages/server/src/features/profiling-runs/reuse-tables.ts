/** Runs of what has changed alone: the profiles of all other tables are copied from the latest completed run. */
import type { JobContext } from '@assay/jobs';
import { sql } from 'kysely';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import { latestCompletedRun } from '../catalog/catalog.read.ts';
import { inChunks } from './in-chunks.ts';
import type { OpenRun } from './profiling-runs.store.ts';

/**
 * Copies the tables whose fingerprints are those of the latest completed run, and returns their names. Tables with
 * anything that could not be measured then are measured again. `fingerprints` are by table; null means that nobody can
 * tell whether the table has changed.
 */
export async function reuseTables(
  attempt: JobContext<StoreTransaction>,
  run: OpenRun,
  fingerprints: ReadonlyMap<string, string | null>,
): Promise<ReadonlySet<string>> {
  const known = [...fingerprints].flatMap(([table, fingerprint]) =>
    fingerprint === null ? [] : { table, fingerprint },
  );
  const reused = new Set<string>();
  const source = await attempt.write(({ db }) => latestCompletedRun(db, run.tableGroupId));
  if (source === undefined) return reused;
  await inChunks(
    known,
    // Both parts of a table or none: an attempt that ends here is taken up where it ended.
    (chunk) =>
      attempt.write(async ({ db }) => {
        const unchanged = await unchangedTables(db, source.job_id, chunk);
        await copyTables(db, { from: source.job_id, to: run.id, tables: unchanged });
        for (const table of unchanged) reused.add(table);
      }),
    TABLES_AT_A_TIME,
  );
  return reused;
}

/** Of up to 2,000 columns each: a copy takes seconds, and the lease is shown to be held after each. */
const TABLES_AT_A_TIME = 20;

interface KnownTable {
  readonly table: string;
  readonly fingerprint: string;
}

async function unchangedTables(
  db: Queryable,
  runId: string,
  tables: readonly KnownTable[],
): Promise<string[]> {
  const fingerprintOf = new Map(tables.map(({ table, fingerprint }) => [table, fingerprint]));
  const rows = await db
    .selectFrom('profiled_table')
    .select(['table_name', 'fingerprint'])
    .where('profiling_run_id', '=', runId)
    .where('table_name', 'in', [...fingerprintOf.keys()])
    .where('error', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('column_profile')
            .select('column_name')
            .where('column_profile.profiling_run_id', '=', runId)
            .whereRef('column_profile.table_name', '=', 'profiled_table.table_name')
            .where('column_profile.error', 'is not', null),
        ),
      ),
    )
    .execute();
  return rows.flatMap(({ table_name, fingerprint }) =>
    fingerprint !== null && fingerprintOf.get(table_name) === fingerprint ? table_name : [],
  );
}

interface Copy {
  readonly from: string;
  readonly to: string;
  readonly tables: readonly string[];
}

/** Measures alone: meaning, flags and scores follow from the settings and rules of this run. */
async function copyTables(db: Queryable, { from, to, tables }: Copy): Promise<void> {
  if (tables.length === 0) return;
  await sql`INSERT INTO profiled_table (profiling_run_id, table_name, kind, record_ct, sampled_rows,
      duplicate_rows, dependencies, excluded_columns, fingerprint, reused_from, strategy, duration_ms)
    SELECT ${to}::uuid, table_name, kind, record_ct, sampled_rows, duplicate_rows, dependencies, excluded_columns,
           fingerprint, coalesce(reused_from, profiling_run_id), strategy, 0
      FROM profiled_table
     WHERE profiling_run_id = ${from} AND table_name = ANY (${tables}::text[])`.execute(db);
  await sql`INSERT INTO column_profile (profiling_run_id, table_name, column_name, position, general_type,
      column_type, native_type, is_decimal, measures, frequencies, patterns, weekdays, hours, sentinels,
      histogram, value_kinds)
    SELECT ${to}::uuid, table_name, column_name, position, general_type, column_type, native_type, is_decimal,
           measures, frequencies, patterns, weekdays, hours, sentinels, histogram, value_kinds
      FROM column_profile
     WHERE profiling_run_id = ${from} AND table_name = ANY (${tables}::text[])`.execute(db);
}
