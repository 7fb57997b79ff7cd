/** The rows behind a result, asked of the target now, with the parameters that the run used. */
import { planTests, type ReadyTest, TEST_TYPES } from '@assay/checks';
import type { FailingRows } from '@assay/contract';
import { countListedRows, type ListingAnswer, listRows } from '@assay/engine';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import type { ServerContext } from '../server-context.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { hiddenColumns, hideValues } from './hidden-columns.ts';
import { findTargetTables } from './target-tables.ts';

export interface FailingRowsRequest {
  readonly limit: number;
  readonly mayViewPii: boolean;
  readonly signal: AbortSignal;
}

/** Throws TargetError when the target cannot answer. */
export async function readFailingRows(
  context: ServerContext,
  suite: PlacedTestSuite,
  result: TestResultRow,
  request: FailingRowsRequest,
): Promise<FailingRows> {
  const definition = definitionOf({ ...result, id: result.test_definition_id });
  const type = TEST_TYPES.find(({ key }) => key === result.test_type);
  if (!type?.failingRows) return nothingToShow(WITHOUT_ROWS);
  const { signal } = request;
  return withConnectionTarget(context, suite.connection_id, async (target) => {
    const tables = await findTargetTables(target, [definition], suite.schema_name, signal);
    const [test] = planTests([definition], [type], {
      runAt: result.created_at.toISOString(),
      tables: tables.known,
    });
    if (test === undefined || test.problem !== null) return nothingToShow(test?.problem ?? WITHOUT_ROWS);
    const listing = type.failingRows!(test.definition, test.context);
    const found = await listRows(target, listing, request.limit, context.engine, { signal });
    const total = found.truncated ? await countListedRows(target, listing, { signal }) : found.rows.length;
    return answerOf(context, suite, test, { found, total, mayViewPii: request.mayViewPii });
  });
}

const WITHOUT_ROWS =
  'This test compares a figure of the whole table with a limit: there are no single rows to blame.';

const nothingToShow = (note: string): FailingRows => ({
  columns: [],
  rows: [],
  total: null,
  truncated: false,
  sql: null,
  values_masked: false,
  note,
});

async function answerOf(
  { store }: ServerContext,
  suite: PlacedTestSuite,
  test: ReadyTest,
  {
    found,
    total,
    mayViewPii,
  }: { readonly found: ListingAnswer; readonly total: number | null; readonly mayViewPii: boolean },
): Promise<FailingRows> {
  const columns = Object.keys(found.rows[0] ?? {});
  const hidden = mayViewPii
    ? []
    : await hiddenColumns(store.db, suite.table_group_id, test.definition, columns);
  return {
    columns,
    rows: found.rows.map((row) => hideValues(row, hidden)),
    total,
    truncated: found.truncated,
    sql: found.sql,
    values_masked: hidden.length > 0,
    note: null,
  };
}
