/** Keeps the rows behind the failures of a run, as they were when it failed. */
import type { ReadyTest } from '@assay/checks';
import { type Row, TargetError } from '@assay/engine';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import type { ServerContext } from '../server-context.ts';
import { type FoundRows, lookUpRows } from './look-up-rows.ts';
import type { OpenTargets } from './reference-targets.ts';

/** Of one test. The contract names this number. */
const ROWS_KEPT = 100;
/** Of one test, as JSON: wide rows are kept in smaller number. */
const BYTES_KEPT = 256 * 1024;
/** Tests whose rows are written together. */
const TESTS_AT_A_TIME = 20;

export interface RowsOfTest extends FoundRows {
  readonly definitionId: string;
  readonly capturedAt: Date;
}

export interface RowCapture {
  readonly tableGroupId: string;
  readonly signal: AbortSignal;
  readonly save: (rows: readonly RowsOfTest[]) => Promise<void>;
  /** Called with the number of tests that are done. */
  readonly onProgress: (done: number) => void;
}

/** One warning for each test whose rows the target would not give: that is no reason to lose the run. */
export async function captureRows(
  context: ServerContext,
  targets: OpenTargets,
  failures: readonly ReadyTest[],
  { tableGroupId, signal, save, onProgress }: RowCapture,
): Promise<RunWarning[]> {
  const warnings: RunWarning[] = [];
  let pending: RowsOfTest[] = [];
  for (const [index, test] of failures.entries()) {
    try {
      const found = await lookUpRows(context, targets, { tableGroupId, test }, { limit: ROWS_KEPT, signal });
      if (found !== null) {
        pending.push({ ...withinBytes(found), definitionId: test.definition.id, capturedAt: new Date() });
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TargetError)) throw error;
      warnings.push(notCaptured(test, error));
    }
    if (pending.length === TESTS_AT_A_TIME) {
      await save(pending);
      pending = [];
    }
    onProgress(index + 1);
  }
  if (pending.length > 0) await save(pending);
  return warnings;
}

function withinBytes(found: FoundRows): FoundRows {
  let bytes = 0;
  const fits = (row: Row): boolean => {
    bytes += Buffer.byteLength(JSON.stringify(row));
    return bytes <= BYTES_KEPT;
  };
  const firstTooMany = found.rows.findIndex((row) => !fits(row));
  return firstTooMany === -1 ? found : { ...found, rows: found.rows.slice(0, firstTooMany), truncated: true };
}

const REASONS: Readonly<Record<TargetError['kind'], string>> = {
  unreachable: 'the connection was lost',
  refused: 'the target refused it',
  not_found: 'something that it names is not there',
  unreadable: 'the target could not read the table',
  bad_sql: 'the target could not compute them',
  timeout: 'it took too long',
  canceled: 'it was canceled in the target',
  internal: 'the target failed',
};

/** Without the target's own words: they may quote values, and warnings are read by everybody. */
const notCaptured = ({ definition, type }: ReadyTest, { kind }: TargetError): RunWarning => ({
  table: definition.table,
  column: definition.column,
  message: `The rows behind the failure of ${type.name} could not be captured: ${REASONS[kind]}. Ask for them with GET /test-results/{test_result_id}/failing-rows to see why.`,
});
