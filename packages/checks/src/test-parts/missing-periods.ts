/** Days, weeks or months without any row between the first and the last date: what the three period tests share. */
import {
  countDistinct,
  type Expression,
  isNotNull,
  type ListingQuery,
  maximum,
  minimum,
  startOfDay,
  startOfMonth,
  startOfWeek,
} from '@assay/dialects';
import type { ColumnProfile } from '../column-profile.ts';
import type { TestDefinition } from '../test-definition.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import type { GenerationContext, PrevalenceInput, TestPlan, TestProposal } from '../test-type.ts';
import { answeredNumber } from './aggregate-plan.ts';
import { shareOf } from './bad-share.ts';
import { dayNumber, monthNumber, weekNumber } from './calendar.ts';
import { means, onlyGrows } from './profile-conditions.ts';
import { columnName, rowsWhere, testedMoment } from './tested-column.ts';

export interface Period {
  readonly plural: string;
  /** Days from the start of one to the start of the next, at most. */
  readonly longestDays: number;
  readonly startOf: (moment: Expression<'moment'>) => Expression<'moment'>;
  /** A running number of the period that an ISO text lies in; null for what is no date. */
  readonly numberOf: (iso: unknown) => number | null;
  readonly present: 'date_days_present' | 'date_weeks_present' | 'date_months_present';
  /** Periods that a column must cover before a gap means something. */
  readonly enough: number;
}
export const DAYS: Period = {
  plural: 'days',
  longestDays: 1,
  startOf: startOfDay,
  numberOf: dayNumber,
  present: 'date_days_present',
  enough: 22,
};
export const WEEKS: Period = {
  plural: 'weeks',
  longestDays: 7,
  startOf: startOfWeek,
  numberOf: weekNumber,
  present: 'date_weeks_present',
  enough: 4,
};
export const MONTHS: Period = {
  plural: 'months',
  longestDays: 31,
  startOf: startOfMonth,
  numberOf: monthNumber,
  present: 'date_months_present',
  enough: 3,
};
/** Where more than this share lies ahead, the dates are plans, and plans have gaps. */
const LARGEST_FUTURE_SHARE = 0.75;

/** Periods from the first to the last, both included; null when either is no date. */
function periodsBetween({ numberOf }: Period, first: unknown, last: unknown): number | null {
  const [from, to] = [numberOf(first), numberOf(last)];
  return from === null || to === null ? null : to - from + 1;
}

/** Counts the periods without a row. */
export function missingPeriodsPlan(period: Period, definition: TestDefinition): TestPlan {
  const tested = testedMoment(definition);
  return {
    kind: 'aggregates',
    aggregates: {
      first: minimum(tested),
      last: maximum(tested),
      present: countDistinct(period.startOf(tested)),
    },
    measure: ({ first, last, present }) => {
      const span = periodsBetween(period, first, last);
      const found = answeredNumber(present);
      return span === null || found === null ? null : span - found;
    },
  };
}

/** Where periods are missing: the pauses between those that have rows. */
export const missingPeriodsShown =
  (period: Period) =>
  (definition: TestDefinition): ListingQuery => ({
    query: 'pauses',
    from: rowsWhere(definition, isNotNull(testedMoment(definition))),
    column: columnName(definition),
    period: period.startOf(testedMoment(definition)),
    days: period.longestDays,
  });

/** Each period too many weighs as many rows as a period had on average. */
export const missingPeriodsShare =
  (period: Period) =>
  ({ measure, definition, recordCount, profile }: PrevalenceInput): number | null => {
    const rowsPerPeriod = shareOf(profile?.measures.record_ct ?? 0, profile?.measures[period.present]);
    return rowsPerPeriod === null
      ? null
      : shareOf((measure - thresholdOf(definition)) * rowsPerPeriod, recordCount);
  };

/** Proposes the test for dates that had a row in every period, mostly not in the future. */
export function gaplessDates(
  period: Period,
  column: ColumnProfile,
): Pick<TestProposal, 'parameters' | 'reason'> | null {
  const { min_date, max_date, future_date_ct = 0, value_ct = 0 } = column.measures;
  const present = column.measures[period.present] ?? 0;
  if (column.generalType !== 'D' || present < period.enough) return null;
  if (present !== periodsBetween(period, min_date, max_date)) return null;
  if (future_date_ct > LARGEST_FUTURE_SHARE * value_ct) return null;
  return {
    parameters: { threshold_value: '0' },
    reason: `All ${present} ${period.plural} from ${min_date} to ${max_date} had rows.`,
  };
}

/** The same for the dates of transactions in a table that only grows. */
export function gaplessTransactions(
  period: Period,
  column: ColumnProfile,
  { history }: GenerationContext,
): Pick<TestProposal, 'parameters' | 'reason'> | null {
  const { date_days_present = 0 } = column.measures;
  if (!means(column, 'Transactional Date*') || date_days_present <= 1 || !onlyGrows(column, history))
    return null;
  return gaplessDates(period, column);
}
