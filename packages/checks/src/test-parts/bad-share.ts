/**
 * Shares of a table's rows that a failed test spoils: any number, null when it cannot be said. The score clamps
 * to 0..1 and applies the risk factor.
 */
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import type { PrevalenceInput } from '../test-type.ts';
import { dayNumber } from './calendar.ts';
import { shareOutsideOverlap } from './effect-size.ts';

/** Findings beyond the tolerated ones, out of the rows there are. */
export function excessRows({ measure, definition, recordCount }: PrevalenceInput): number | null {
  return shareOf(measure - thresholdOf(definition), recordCount);
}

/** The same where a query counts rows, of which it tolerates `skip_errors`. */
export function excessFindings({ measure, definition, recordCount }: PrevalenceInput): number | null {
  return shareOf(measure - definition.parameters.skip_errors, recordCount);
}

/** The rows behind the findings of a query; findings may be groups, and groups are not rows. */
export function affectedRowsShare({ measure, affectedRows, recordCount }: PrevalenceInput): number | null {
  return shareOf(affectedRows ?? measure, recordCount);
}

/** Days without the rows that should have come, each weighing as many rows as a day had on average. */
export function missingDaysShare(days: number, { recordCount, profile }: PrevalenceInput): number | null {
  const { record_ct = 0, min_date, max_date } = profile?.measures ?? {};
  const [first, last] = [dayNumber(min_date), dayNumber(max_date)];
  return first === null || last === null
    ? null
    : shareOf((days * record_ct) / (1 + last - first), recordCount);
}

/** The whole column: the test says that something is wrong, and cannot say where. */
export const everyRow = (): number => 1;

/** How far apart two distributions are: a bigger shift spoils more. */
export const shiftedShare = ({ measure }: PrevalenceInput): number => shareOutsideOverlap(measure);

/** `part` out of `whole`; null when there is no whole. */
export function shareOf(part: number, whole: number | null | undefined): number | null {
  return whole === null || whole === undefined || whole <= 0 ? null : part / whole;
}
