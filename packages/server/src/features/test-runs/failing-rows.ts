/**
 * The rows behind a result: those that were captured by the run, else asked of the target now, with the parameters that
 * the run used.
 */
import { isReadyTest, planTests, TEST_TYPES, type TestDefinition } from '@assay/checks';
import type { FailingRows } from '@assay/contract';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import { withConnectionTarget } from '../connections/target-sessions.ts';
import type { ServerContext } from '../server-context.ts';
import { definitionOf } from '../test-definitions/stored-parameters.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';
import { findCapturedRows } from './captured-rows.store.ts';
import { hiddenColumns, hideValues } from './hidden-columns.ts';
import { type FoundRows, lookUpRows } from './look-up-rows.ts';
import { findTargetTables } from './target-tables.ts';

export interface FailingRowsRequest {
  readonly limit: number;
  /** The target is asked even where rows were captured. */
  readonly askNow: boolean;
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
  const captured = request.askNow
    ? undefined
    : await findCapturedRows(context.store.db, result.test_run_id, definition.id);
  if (captured === undefined) return lookUpNow(context, suite, { definition, result }, request);
  const { limit } = request;
  const { rows, truncated } = captured;
  const found = { ...captured, rows: rows.slice(0, limit), truncated: truncated || rows.length > limit };
  return answerOf(context, suite, { definition, found, capturedAt: captured.captured_at }, request);
}

async function lookUpNow(
  context: ServerContext,
  suite: PlacedTestSuite,
  { definition, result }: { readonly definition: TestDefinition; readonly result: TestResultRow },
  request: FailingRowsRequest,
): Promise<FailingRows> {
  const type = TEST_TYPES.find(({ key }) => key === result.test_type);
  if (!type?.failingRows) return nothingToShow(WITHOUT_ROWS);
  const { signal } = request;
  return withConnectionTarget(context, suite.connection_id, async (target) => {
    const tables = await findTargetTables(target, [definition], suite.schema_name, signal);
    const [test] = planTests([definition], [type], {
      runAt: result.created_at.toISOString(),
      tables: tables.known,
    });
    if (test === undefined || !isReadyTest(test)) return nothingToShow(test?.problem ?? WITHOUT_ROWS);
    const place = { tableGroupId: suite.table_group_id, test };
    const found = await lookUpRows(context, target, place, request);
    if (found === null) return nothingToShow(WITHOUT_ROWS);
    return answerOf(context, suite, { definition: test.definition, found, capturedAt: null }, request);
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
  captured_at: null,
  note,
});

interface RowsToShow {
  readonly definition: TestDefinition;
  readonly found: FoundRows;
  readonly capturedAt: Date | null;
}

/** Masked by what is known about the columns now, whenever the rows were found. */
async function answerOf(
  { store }: ServerContext,
  suite: PlacedTestSuite,
  { definition, found, capturedAt }: RowsToShow,
  { mayViewPii }: Pick<FailingRowsRequest, 'mayViewPii'>,
): Promise<FailingRows> {
  const hidden = mayViewPii
    ? []
    : await hiddenColumns(store.db, suite.table_group_id, definition, found.columns);
  return {
    columns: found.columns,
    rows: found.rows.map((row) => hideValues(row, hidden)),
    total: found.total,
    truncated: found.truncated,
    sql: found.sql,
    values_masked: hidden.length > 0,
    captured_at: capturedAt?.toISOString() ?? null,
    note: null,
  };
}
