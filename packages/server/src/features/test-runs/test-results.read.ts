/** Lists of test results. */
import type { TestStatus } from '@assay/checks';
import type { Disposition } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export interface ResultFilter {
  /** Empty = all. */
  readonly status: readonly TestStatus[];
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly test_type?: string | undefined;
  readonly no_data?: boolean | undefined;
  /** Empty = all. */
  readonly disposition: readonly (Disposition | 'undecided')[];
}

/** In no order. */
export async function findResults(db: Queryable, ids: readonly string[]): Promise<TestResultRow[]> {
  return ids.length === 0 ? [] : db.selectFrom('test_result').selectAll().where('id', 'in', ids).execute();
}

/** Failures first, then by table, column and type. */
export function listResults(
  db: Queryable,
  runId: string,
  filter: ResultFilter,
  page: PageRequest,
): Promise<Page<TestResultRow>> {
  const { status, table, column, test_type: testType, no_data: noData, disposition } = filter;
  const query = db
    .selectFrom('test_result')
    .selectAll()
    .where('test_run_id', '=', runId)
    .$if(status.length > 0, (rows) => rows.where('status', 'in', status))
    .$if(table !== undefined, (rows) => rows.where('table_name', '=', table ?? ''))
    .$if(column !== undefined, (rows) => rows.where('column_name', '=', column ?? ''))
    .$if(testType !== undefined, (rows) => rows.where('test_type', '=', testType ?? ''))
    .$if(noData !== undefined, (rows) => rows.where('no_data', '=', noData ?? false))
    .$if(disposition.length > 0, (rows) =>
      rows.where(({ fn, eb }) => eb(fn.coalesce('disposition', eb.val('undecided')), 'in', [...disposition])),
    )
    .orderBy(({ eb }) =>
      eb
        .case('status')
        .when('Failed')
        .then(1)
        .when('Error')
        .then(2)
        .when('Warning')
        .then(3)
        .when('Log')
        .then(4)
        .else(5)
        .end(),
    )
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('test_type')
    .orderBy('id');
  return fetchPage(query, page);
}
