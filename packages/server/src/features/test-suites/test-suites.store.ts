/** The test_suite table. Monitor suites are hidden: only `findSuite` gives one; see features/monitors for their own. */
import type { Queryable } from '../../store/store.ts';
import type { NewTestSuite, TestSuite, TestSuiteChange } from '../../store/tables/test-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export const TEST_SUITE_NAME_CONSTRAINT = 'test_suite_name_key';

/** A suite with what it stands on: the code of its project, and where its table group's tables are. */
export interface PlacedTestSuite extends TestSuite {
  readonly project_code: string;
  readonly connection_id: string;
  /** Schema of the table group. */
  readonly schema_name: string;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('test_suite')
    .innerJoin('project', 'project.id', 'test_suite.project_id')
    .innerJoin('table_group', 'table_group.id', 'test_suite.table_group_id')
    .selectAll('test_suite')
    .select(['project.code as project_code', 'table_group.connection_id', 'table_group.schema_name']);
const ordinary = (db: Queryable) => placed(db).where('test_suite.is_monitor', '=', false);

export async function insertTestSuite(db: Queryable, suite: NewTestSuite): Promise<void> {
  await db.insertInto('test_suite').values(suite).execute();
}

export function findTestSuite(db: Queryable, id: string): Promise<PlacedTestSuite | undefined> {
  return ordinary(db).where('test_suite.id', '=', id).executeTakeFirst();
}

/** A suite of either kind: for runs, and for what is done to one of its definitions or results. */
export function findSuite(db: Queryable, id: string): Promise<PlacedTestSuite | undefined> {
  return placed(db).where('test_suite.id', '=', id).executeTakeFirst();
}

/** By name: the suites of a project, or of a table group. */
export function listTestSuites(
  db: Queryable,
  of: { readonly projectId: string } | { readonly tableGroupId: string },
  page: PageRequest,
): Promise<Page<PlacedTestSuite>> {
  const query = ordinary(db).orderBy('test_suite.name').orderBy('test_suite.id');
  return fetchPage(
    'projectId' in of
      ? query.where('test_suite.project_id', '=', of.projectId)
      : query.where('test_suite.table_group_id', '=', of.tableGroupId),
    page,
  );
}

export async function updateTestSuite(db: Queryable, id: string, change: TestSuiteChange): Promise<void> {
  await db
    .updateTable('test_suite')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

/** Takes its definitions, runs and results along. */
export async function deleteTestSuite(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('test_suite').where('id', '=', id).execute();
}
