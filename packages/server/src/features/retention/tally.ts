/** Counts what goes, by kind; the same statements for the preview and, batch by batch, for the deed. */
import type { RetentionKind, RetentionPreview } from '@assay/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import { cutoff, type JobRows, type RetentionRequest } from './retention-rules.ts';

export type Removal = RetentionPreview['removes'][number];

interface TallyRow {
  readonly kind: RetentionKind;
  readonly count: number | string;
  readonly oldest: Date;
  readonly newest: Date;
  readonly bytes: number | string;
}

/** Bytes of a row without its wide columns, its header included. */
const NARROW_ROW = 150;

/** `columns` are measured as they are stored: nothing is unpacked for it. */
const bytesOf = (...columns: readonly string[]) =>
  sql`sum(${sql.raw([NARROW_ROW, ...columns.map((name) => `coalesce(pg_column_size(${name}), 0)`)].join(' + '))})`;

const JOB_KINDS: Readonly<Record<string, RetentionKind>> = {
  'run-profile': 'profiling_run',
  'run-tests': 'test_run',
  'run-monitors': 'monitor_run',
  'run-test-generation': 'test_generation',
  'run-mutation-check': 'mutation_check',
};

const kindOfJob = sql`CASE ${sql.join(
  Object.entries(JOB_KINDS).map(([key, kind]) => sql`WHEN job.key = ${key} THEN ${kind}`),
  sql` `,
)} ELSE 'internal_job' END`;

/** A table whose rows go with their run. */
interface Hanging {
  readonly kind: RetentionKind;
  readonly table: string;
  /** The column that names the run. */
  readonly run: string;
  /** What weighs. */
  readonly wide: readonly string[];
}

const CAPTURED_ROWS: Hanging = {
  ...{ kind: 'captured_rows', table: 'captured_rows', run: 'test_run_id' },
  wide: ['rows', 'sql'],
};

const HANGING: readonly Hanging[] = [
  {
    ...{ kind: 'column_profile', table: 'column_profile', run: 'profiling_run_id' },
    wide: ['measures', 'frequencies', 'patterns', 'histogram', 'value_kinds'],
  },
  {
    ...{ kind: 'hygiene_issue', table: 'hygiene_issue', run: 'profiling_run_id' },
    wide: ['detail', 'facts'],
  },
  {
    ...{ kind: 'test_result', table: 'test_result', run: 'test_run_id' },
    wide: ['parameters', 'statement', 'message', 'facts'],
  },
  { kind: 'log_line', table: 'job_log', run: 'job_id', wide: ['message', 'facts'] },
  CAPTURED_ROWS,
];

/** Jobs and everything that follows them by its foreign key. */
export const tallyJobs = (db: Queryable, doomed: JobRows): Promise<Removal[]> =>
  tally(
    db,
    sql`WITH doomed AS MATERIALIZED ${doomed}, of_jobs AS (
      SELECT ${kindOfJob} AS kind, doomed.ended_at,
             ${NARROW_ROW} + coalesce(pg_column_size(job.arguments), 0) + coalesce(pg_column_size(job.progress), 0)
             + coalesce(pg_column_size(mutation_check.document), 0) AS bytes
        FROM doomed JOIN job ON job.id = doomed.id LEFT JOIN mutation_check ON mutation_check.job_id = job.id)
    SELECT kind, count(*) AS count, min(ended_at) AS oldest, max(ended_at) AS newest, sum(bytes) AS bytes
      FROM of_jobs GROUP BY kind
    ${sql.join(
      HANGING.map((hanging) => sql`UNION ALL ${hangingOn('doomed', hanging)}`),
      sql` `,
    )}`,
  );

/** What faded runs lose. */
export const tallyDetail = (db: Queryable, faded: JobRows): Promise<Removal[]> =>
  tally(
    db,
    sql`WITH faded AS MATERIALIZED ${faded}
    SELECT 'column_detail' AS kind, count(*) AS count, min(ended_at) AS oldest, max(ended_at) AS newest,
           sum(coalesce(pg_column_size(frequencies), 0) + coalesce(pg_column_size(patterns), 0)) AS bytes
      FROM faded JOIN column_profile ON profiling_run_id = faded.id
     WHERE frequencies IS NOT NULL OR patterns IS NOT NULL HAVING count(*) > 0
    UNION ALL ${hangingOn('faded', CAPTURED_ROWS)}`,
  );

/** Tables of what goes by its own age. */
export type AgingTable = 'catalog_change' | 'delivery';

const AGING: Record<
  AgingTable,
  { readonly kind: RetentionKind; readonly at: string; readonly wide: string[] }
> = {
  catalog_change: { kind: 'schema_change', at: 'changed_at', wide: ['before', 'after'] },
  delivery: { kind: 'delivery', at: 'ended_at', wide: ['events'] },
};

/** @param ids a subquery or a list */
export function tallyRows(db: Queryable, table: AgingTable, ids: RawBuilder<unknown>): Promise<Removal[]> {
  const { kind, at, wide } = AGING[table];
  return tally(
    db,
    sql`SELECT ${kind} AS kind, count(*) AS count, min(${sql.ref(at)}) AS oldest, max(${sql.ref(at)}) AS newest,
             ${bytesOf(...wide)} AS bytes
        FROM ${sql.table(table)} WHERE id IN (${ids}) HAVING count(*) > 0`,
  );
}

/** Ids of what is too old. */
export const oldRows = (table: AgingTable, request: RetentionRequest): RawBuilder<{ id: string }> =>
  table === 'delivery' ? oldDeliveries(request) : oldSchemaChanges(request);

/** What changed since the newest completed monitor run has not been judged yet, and stays. */
const oldSchemaChanges = ({ projectId, asOf, retentionDays }: RetentionRequest) => sql<{ id: string }>`
  SELECT catalog_change.id FROM catalog_change
    JOIN table_group ON table_group.id = catalog_change.table_group_id
   WHERE table_group.project_id = ${projectId} AND changed_at < ${cutoff(asOf, retentionDays)}
     AND changed_at < coalesce((
       SELECT max(test_run.started_at) FROM test_run
         JOIN job ON job.id = test_run.job_id JOIN test_suite ON test_suite.id = test_run.test_suite_id
        WHERE test_run.table_group_id = table_group.id AND test_suite.is_monitor AND job.status = 'completed'), 'infinity')`;

const oldDeliveries = ({ projectId, asOf, retentionDays }: RetentionRequest) => sql<{ id: string }>`
  SELECT delivery.id FROM delivery JOIN notification ON notification.id = delivery.notification_id
   WHERE notification.project_id = ${projectId} AND delivery.ended_at < ${cutoff(asOf, retentionDays)}`;

function hangingOn(runs: 'doomed' | 'faded', { kind, table, run, wide }: Hanging) {
  const bytes = bytesOf(...wide.map((name) => `${table}.${name}`));
  return sql`SELECT ${kind}, count(*), min(ended_at), max(ended_at), ${bytes}
    FROM ${sql.raw(runs)} AS run JOIN ${sql.table(table)} ON ${sql.ref(`${table}.${run}`)} = run.id HAVING count(*) > 0`;
}

async function tally(db: Queryable, statement: RawBuilder<unknown>): Promise<Removal[]> {
  const { rows } = await (statement as RawBuilder<TallyRow>).execute(db);
  return rows.map(({ kind, count, oldest, newest, bytes }) => ({
    kind,
    count: Number(count),
    oldest: oldest.toISOString(),
    newest: newest.toISOString(),
    bytes: Number(bytes),
  }));
}

/** One for each kind, in no order. */
export function addUp(removals: readonly Removal[]): Removal[] {
  return [...Map.groupBy(removals, ({ kind }) => kind)].map(([kind, some]) => ({
    kind,
    count: some.reduce((sum, { count }) => sum + count, 0),
    // ISO 8601 sorts like time.
    oldest: some.map(({ oldest }) => oldest).toSorted()[0]!,
    newest: some
      .map(({ newest }) => newest)
      .toSorted()
      .at(-1)!,
    bytes: some.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
}
