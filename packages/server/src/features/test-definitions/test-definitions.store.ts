/** The test_definition table. */
import type { Queryable } from '../../store/store.ts';
import type {
  NewTestDefinition,
  TestDefinitionChange,
  TestDefinitionRow,
} from '../../store/tables/test-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';

export interface DefinitionFilter {
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly testType?: string | undefined;
  readonly active?: boolean | undefined;
  readonly locked?: boolean | undefined;
  readonly origin: 'both' | 'auto' | 'manual';
}

/** A definition with the table group of its suite. */
export interface PlacedDefinition extends TestDefinitionRow {
  readonly table_group_id: string;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('test_definition')
    .innerJoin('test_suite', 'test_suite.id', 'test_definition.test_suite_id')
    .selectAll('test_definition')
    .select('test_suite.table_group_id');

export async function insertDefinitions(
  db: Queryable,
  definitions: readonly NewTestDefinition[],
): Promise<void> {
  await inChunks(definitions, (chunk) => db.insertInto('test_definition').values(chunk).execute());
}

export function findDefinition(db: Queryable, id: string): Promise<PlacedDefinition | undefined> {
  return placed(db).where('test_definition.id', '=', id).executeTakeFirst();
}

/** Locks the row until the transaction ends, so that two changes do not undo each other. */
export function lockDefinition(db: Queryable, id: string): Promise<TestDefinitionRow | undefined> {
  return db.selectFrom('test_definition').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** By table, column and type. */
export function listDefinitions(
  db: Queryable,
  suiteId: string,
  filter: DefinitionFilter,
  page: PageRequest,
): Promise<Page<PlacedDefinition>> {
  const { table, column, testType, active, locked, origin } = filter;
  const query = placed(db)
    .where('test_definition.test_suite_id', '=', suiteId)
    .$if(table !== undefined, (rows) => rows.where('table_name', '=', table ?? ''))
    .$if(column !== undefined, (rows) => rows.where('column_name', '=', column ?? ''))
    .$if(testType !== undefined, (rows) => rows.where('test_type', '=', testType ?? ''))
    .$if(active !== undefined, (rows) => rows.where('active', '=', active ?? true))
    .$if(locked !== undefined, (rows) => rows.where('locked', '=', locked ?? true))
    .$if(origin === 'auto', (rows) => rows.where('generated_at', 'is not', null))
    .$if(origin === 'manual', (rows) => rows.where('generated_at', 'is', null))
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('test_type')
    .orderBy('test_definition.id');
  return fetchPage(query, page);
}

/**
 * The definitions that a run looks at, by table, column and type: the active ones, and those that are switched off
 * only because their table or column was missing.
 */
export function runnableDefinitions(db: Queryable, suiteId: string): Promise<TestDefinitionRow[]> {
  return db
    .selectFrom('test_definition')
    .selectAll()
    .where('test_suite_id', '=', suiteId)
    .where(({ eb, or }) => or([eb('active', '=', true), eb('missed_runs', '>', 0)]))
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('test_type')
    .orderBy('id')
    .execute();
}

const ofSuite = (db: Queryable, suiteId: string) =>
  db.selectFrom('test_definition').selectAll().where('test_suite_id', '=', suiteId).orderBy('id');

/** All definitions of a suite. */
export function suiteDefinitions(db: Queryable, suiteId: string): Promise<TestDefinitionRow[]> {
  return ofSuite(db, suiteId).execute();
}

/**
 * The same, locked until the transaction ends. The suite is locked first, so that nobody adds a test to it meanwhile:
 * imports and generations at the same time cannot both make the same one.
 */
export async function lockDefinitions(db: Queryable, suiteId: string): Promise<TestDefinitionRow[]> {
  await db.selectFrom('test_suite').select('id').where('id', '=', suiteId).forUpdate().execute();
  return ofSuite(db, suiteId).forUpdate().execute();
}

export async function updateDefinition(
  db: Queryable,
  id: string,
  change: TestDefinitionChange,
): Promise<void> {
  await db
    .updateTable('test_definition')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

/** Results of earlier runs stay. */
export async function deleteDefinitions(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.deleteFrom('test_definition').where('id', 'in', ids).execute();
}
