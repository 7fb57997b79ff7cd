/** What a notification is about: a table group or a test suite of its own project, or all of it. */
import type { ErrorEntry } from '@assay/contract';
import { invalidEntries } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';

export interface Scope {
  readonly table_group_id: string | null;
  readonly test_suite_id: string | null;
}

/** Throws ApiProblem with every mistake. What is hidden, and what belongs to another project, is not there. */
export async function checkScope(
  db: Queryable,
  projectId: string,
  { table_group_id: groupId, test_suite_id: suiteId }: Scope,
): Promise<void> {
  const mistakes: ErrorEntry[] = [];
  const complain = (field: keyof Scope, detail: string) =>
    mistakes.push({ code: 'invalid_request', path: `body.${field}`, detail: `body.${field} ${detail}` });
  if (groupId !== null && suiteId !== null) {
    complain('test_suite_id', 'and body.table_group_id cannot both be set: name the suite alone');
  }
  if (groupId !== null && !(await hasTableGroup(db, projectId, groupId))) {
    complain('table_group_id', 'names no table group of this project');
  }
  if (suiteId !== null && !(await hasTestSuite(db, projectId, suiteId))) {
    complain('test_suite_id', 'names no test suite of this project');
  }
  if (mistakes.length > 0) throw invalidEntries(mistakes);
}

async function hasTableGroup(db: Queryable, projectId: string, id: string): Promise<boolean> {
  const found = db.selectFrom('table_group').select('id').where('id', '=', id);
  return (await found.where('project_id', '=', projectId).executeTakeFirst()) !== undefined;
}

async function hasTestSuite(db: Queryable, projectId: string, id: string): Promise<boolean> {
  const found = db.selectFrom('test_suite').select('id').where('id', '=', id).where('is_monitor', '=', false);
  return (await found.where('project_id', '=', projectId).executeTakeFirst()) !== undefined;
}
