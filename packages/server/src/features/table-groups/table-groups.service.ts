/** Rules of table groups. */
import { type ThresholdSettings, thresholdProblems } from '@assay/checks';
import type { NewTableGroup, TableGroupChange } from '@assay/contract';
import { JOB_STATUSES, listJobs, TERMINAL_STATUSES, uuidV7 } from '@assay/jobs';
import { invalidEntries, invalidRequest, notFound, problem } from '../../http/api-problem.ts';
import { json } from '../../store/json-column.ts';
import type { Queryable, StoreTransaction } from '../../store/store.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import { findConnection } from '../connections/connections.store.ts';
import { monitorSuiteName, updateMonitorSuite } from '../monitors/monitors.store.ts';
import type { ServerContext } from '../server-context.ts';
import {
  deleteTableGroup,
  findTableGroup,
  insertTableGroup,
  type PlacedTableGroup,
  TABLE_GROUP_NAME_CONSTRAINT,
  updateTableGroup,
} from './table-groups.store.ts';

/** What jobs of a table group name as their target; those of its suites name the suite. */
export const tableGroupTargetKey = (tableGroupId: string): string => `table-group:${tableGroupId}`;

export async function addTableGroup(
  { store }: ServerContext,
  projectId: string,
  group: NewTableGroup,
): Promise<PlacedTableGroup> {
  refuseUnknownThresholds(group);
  const id = uuidV7();
  return store.transaction(async ({ db }) => {
    const connection = await findConnection(db, group.connection_id);
    if (connection?.project_id !== projectId) {
      throw invalidRequest('body.connection_id', 'body.connection_id names no connection of this project.');
    }
    await withUniqueName(group.name, () =>
      insertTableGroup(db, {
        id,
        project_id: projectId,
        connection_id: group.connection_id,
        ...columnsOf(group),
      }),
    );
    return getTableGroup(db, id);
  });
}

export async function changeTableGroup(
  { store }: ServerContext,
  id: string,
  change: TableGroupChange,
): Promise<PlacedTableGroup> {
  refuseUnknownThresholds(change);
  return store.transaction(async ({ db }) => {
    const existing = await getTableGroup(db, id);
    await withUniqueName(change.name ?? existing.name, () => updateTableGroup(db, id, columnsOf(change)));
    if (change.name !== undefined) await updateMonitorSuite(db, id, { name: monitorSuiteName(change.name) });
    return getTableGroup(db, id);
  });
}

/** Takes its runs and suites along; refused while one of its jobs has not ended. */
export async function removeTableGroup({ store }: ServerContext, id: string): Promise<void> {
  await store.transaction(async (tx) => {
    const live = await liveJobsOf(tx, id);
    if (live.length > 0) {
      throw problem(
        'in_use',
        `Jobs of this table group have not ended: ${live.join(', ')}. Cancel them or wait for them.`,
      );
    }
    await tx.db.deleteFrom('test_suite').where('table_group_id', '=', id).execute();
    await deleteTableGroup(tx.db, id);
  });
}

async function liveJobsOf(tx: StoreTransaction, tableGroupId: string): Promise<string[]> {
  const suites = await tx.db
    .selectFrom('test_suite')
    .select('id')
    .where('table_group_id', '=', tableGroupId)
    .execute();
  const targetKeys = [
    tableGroupTargetKey(tableGroupId),
    ...suites.flatMap(({ id }) => targetKeysOfTestSuite(id)),
  ];
  const { jobs } = await listJobs(
    tx,
    { targetKeys, statuses: LIVE_STATUSES, includeInternal: true },
    { page: 1, limit: 10 },
  );
  return jobs.map((job) => job.id);
}

const LIVE_STATUSES = JOB_STATUSES.filter(
  (status) => !(TERMINAL_STATUSES as readonly string[]).includes(status),
);

/** What jobs of a test suite name as their target. */
export const testSuiteTargetKey = (testSuiteId: string): string => `test-suite:${testSuiteId}`;

/** What mutation checks name as theirs: they take long, and test runs are not to wait for them. */
export const mutationCheckTargetKey = (testSuiteId: string): string => `mutation-check:${testSuiteId}`;

/** Of every job that needs the suite. */
export const targetKeysOfTestSuite = (testSuiteId: string): string[] => [
  testSuiteTargetKey(testSuiteId),
  mutationCheckTargetKey(testSuiteId),
];

export async function getTableGroup(db: Queryable, id: string): Promise<PlacedTableGroup> {
  const tableGroup = await findTableGroup(db, id);
  if (tableGroup === undefined) throw notFound();
  return tableGroup;
}

/** All mistakes at once. */
function refuseUnknownThresholds({ hygiene_thresholds: thresholds = {} }: TableGroupChange): void {
  const entries = thresholdProblems(thresholds).map(({ path, message }) => ({
    code: 'invalid_request' as const,
    path: `body.hygiene_thresholds.${path}`,
    detail: message,
  }));
  if (entries.length > 0) throw invalidEntries(entries);
}

/** Columns for the fields that are there. */
function columnsOf<Fields extends TableGroupChange>(fields: Fields) {
  const { schema, include, exclude, hygiene_thresholds: thresholds } = fields;
  const columns = {
    schema_name: schema,
    include_masks: include,
    exclude_masks: exclude,
    hygiene_thresholds: thresholds && json<ThresholdSettings>(thresholds),
    name: fields.name,
    description: fields.description,
    tables: fields.tables,
    id_column_mask: fields.id_column_mask,
    surrogate_key_column_mask: fields.surrogate_key_column_mask,
    detect_pii: fields.detect_pii,
    detect_critical_data: fields.detect_critical_data,
    skip_excluded_columns: fields.skip_excluded_columns,
    strategy: fields.strategy,
    use_sampling: fields.use_sampling,
    sample_percent: fields.sample_percent,
    sample_min_rows: fields.sample_min_rows,
    max_concurrent_runs: fields.max_concurrent_runs,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [Name in keyof typeof columns]: Exclude<(typeof columns)[Name], undefined>;
  };
}

async function withUniqueName(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error, TABLE_GROUP_NAME_CONSTRAINT)) throw error;
    throw problem('already_exists', `The project has a table group "${name}" already; choose another name.`);
  }
}
