/** Why a test says nothing about injected defects, and is left out of the score. */
import type { SuiteSeverity, TestVerdict } from '../judge-test.ts';
import { effectiveSeverity } from '../judge-test.ts';
import type { MeasuringTest } from '../plan-tests.ts';

export const UNTRIED_BECAUSE = [
  /** The definition or its place is at fault: it would be an Error in every run. */
  'cannot_run',
  /** It compares with another connection, of which there is no copy. */
  'other_connection',
  /** Its severity is Log: it never alarms anybody. */
  'only_logs',
  /** It holds the table against its own past: what changed since the run before, and when. */
  'watches_updates',
  /** The table could not be copied. */
  'not_copied',
  /** It holds a number against all rows of a table of which only a sample was copied. */
  'counts_all_rows',
  /** It failed to run on the copy: it names something that is not there, or speaks the target's own SQL. */
  'error_on_copy',
  /** It has no bounds yet. */
  'still_learning',
  /** It fails on the undamaged copy already. */
  'fails_already',
] as const;
export type UntriedBecause = (typeof UNTRIED_BECAUSE)[number];

export interface UntriedTest {
  readonly id: string;
  readonly because: UntriedBecause;
  /** In a sentence. */
  readonly reason: string;
}

/** Types whose limit is a number of rows, values or days of the whole table. */
const COUNT_ALL_ROWS: ReadonlySet<string> = new Set([
  'Aggregate_Balance',
  'Aggregate_Balance_Percent',
  'Aggregate_Balance_Range',
  'Aggregate_Minimum',
  'Alpha_Trunc',
  'Daily_Record_Ct',
  'Dec_Trunc',
  'Distinct_Date_Ct',
  'Distinct_Value_Ct',
  'Incr_Avg_Shift',
  'LOV_All',
  'Metric_Trend',
  'Monthly_Rec_Ct',
  'Row_Ct',
  'Row_Ct_Pct',
  'Timeframe_Combo_Gain',
  'Timeframe_Combo_Match',
  'Volume_Trend',
  'Weekly_Rec_Ct',
]);

/** What can be told before anything is measured; null = it may be tried. */
export function untriedFromTheStart(
  { definition, type }: MeasuringTest,
  suiteSeverity: SuiteSeverity,
  sampled: { readonly own: boolean; readonly reference: boolean },
): UntriedTest | null {
  const { id } = definition;
  if (effectiveSeverity(type, definition, suiteSeverity) === 'Log') {
    return { id, because: 'only_logs', reason: 'Its severity is Log, so that it never alarms anybody.' };
  }
  if (type.watch !== undefined) {
    const reason = 'It watches for updates from run to run, and a copy has no past.';
    return { id, because: 'watches_updates', reason };
  }
  return sampled.reference || (sampled.own && COUNT_ALL_ROWS.has(definition.testType))
    ? {
        id,
        because: 'counts_all_rows',
        reason: 'It needs all rows, and only a sample of the table was copied; raise row_limit to try it.',
      }
    : null;
}

/** What the undamaged copy tells: only a test that passes there can tell a defect from the ordinary. */
export function untriedAfterCleanRun(
  { definition: { id } }: MeasuringTest,
  { code, message }: Pick<TestVerdict, 'code' | 'message'>,
): UntriedTest | null {
  if (code === 1) return null;
  if (code === null)
    return { id, because: 'error_on_copy', reason: `It could not run on the copy: ${message}` };
  return code === -1
    ? { id, because: 'still_learning', reason: 'It is still learning what to hold its measure against.' }
    : { id, because: 'fails_already', reason: 'It fails on the undamaged copy already.' };
}
