/** Monitor suites: the hidden test_suite rows, one of a table group. */
import type { Queryable } from '../../store/store.ts';
import type { NewTestSuite, TestSuite, TestSuiteChange } from '../../store/tables/test-tables.ts';

/** The index that keeps a table group to one monitor suite. */
export const MONITOR_SUITE_CONSTRAINT = 'test_suite_monitor_key';

/** It follows when the group is renamed. */
export const monitorSuiteName = (tableGroupName: string): string => `${tableGroupName} Monitors`;

/** A monitor suite with what its runs need to know. */
export interface MonitorSuite extends TestSuite {
  readonly connection_id: string;
  /** Schema of the table group. */
  readonly schema_name: string;
}

export function findMonitorSuite(db: Queryable, tableGroupId: string): Promise<MonitorSuite | undefined> {
  return db
    .selectFrom('test_suite')
    .innerJoin('table_group', 'table_group.id', 'test_suite.table_group_id')
    .selectAll('test_suite')
    .select(['table_group.connection_id', 'table_group.schema_name'])
    .where('table_group_id', '=', tableGroupId)
    .where('is_monitor', '=', true)
    .executeTakeFirst();
}

export async function insertMonitorSuite(
  db: Queryable,
  suite: Omit<NewTestSuite, 'is_monitor' | 'dq_score_exclude'>,
): Promise<void> {
  await db
    .insertInto('test_suite')
    .values({ ...suite, is_monitor: true, dq_score_exclude: true })
    .execute();
}

export async function updateMonitorSuite(
  db: Queryable,
  tableGroupId: string,
  change: TestSuiteChange,
): Promise<void> {
  await db
    .updateTable('test_suite')
    .set({ ...change, updated_at: new Date() })
    .where('table_group_id', '=', tableGroupId)
    .where('is_monitor', '=', true)
    .execute();
}
