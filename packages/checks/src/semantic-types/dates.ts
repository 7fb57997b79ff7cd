/** Date columns: what the dates of a column tell about the events behind them. */
import { addDays, monthsBetween, parseDay, quartersBetween, weeksBetween, yearsBetween } from './calendar.ts';
import type { ColumnFacts } from './column-facts.ts';
import { percent, rule, type SemanticRule, type Situation } from './semantic-rule.ts';

/** A reason of `cadence`, once the column is a date column that belongs to the present. */
const current = (
  column: ColumnFacts,
  situation: Situation,
  cadence: (span: DateSpan) => string | null | false,
): string | null | false => {
  if (!column.isDate || !isAboutThePresent(column)) return null;
  const span = spanOf(column, situation);
  return span !== null && cadence(span);
};

const isAboutThePresent = ({ ofValues }: ColumnFacts): boolean =>
  ofValues('before_5yr_date_ct') <= 0.2 && ofValues('future_date_ct') <= 0.1;

/** Five years: what `before_5yr_date_ct` leaves. */
const RECENT_DAYS = 1825;

interface DateSpan {
  readonly min: Date;
  readonly max: Date;
  readonly run: Date;
  /** Distinct dates of the last five years, estimated by the share of rows. */
  readonly recentDistinct: number;
}
function spanOf(column: ColumnFacts, { runAt }: Situation): DateSpan | null {
  const [min, max, run] = [
    parseDay(column.text('min_date')),
    parseDay(column.text('max_date')),
    parseDay(runAt),
  ];
  if (min === null || max === null || run === null) return null;
  const recentDistinct = Math.round(column.distinct * (1 - column.ofValues('before_5yr_date_ct')));
  return { min, max, run, recentDistinct };
}

/** Present in every `unit` of the span, or at least `perLarger` times in each larger unit, or so of late. */
function hasCadence(
  present: number,
  units: number,
  perLarger: {
    readonly times: number;
    readonly units: number;
    readonly recentUnits: number;
    readonly recent: number;
  },
): boolean {
  const everyUnit = units !== 0 && present === units + 1;
  const often = present >= perLarger.times * (perLarger.units + 1);
  const oftenOfLate = perLarger.recent >= perLarger.times * (perLarger.recentUnits + 1);
  return everyUnit || often || oftenOfLate;
}

export const DATE_RULES: readonly SemanticRule[] = [
  rule('historical-date', 'if_unset', 'Historical Date', ({ isDate, ofValues }) =>
    isDate && ofValues('before_20yr_date_ct') >= 0.75
      ? `${percent(ofValues('before_20yr_date_ct'))} of the dates are more than 20 years old.`
      : null,
  ),
  rule('future-date', 'if_unset', 'Future Date', ({ isDate, ofValues }) =>
    isDate && ofValues('future_date_ct') >= 0.95
      ? `${percent(ofValues('future_date_ct'))} of the dates lie in the future.`
      : null,
  ),
  rule('schedule-date', 'if_unset', 'Schedule Date', ({ isDate, ofValues }) =>
    isDate && ofValues('future_date_ct') >= 0.5
      ? `${percent(ofValues('future_date_ct'))} of the dates lie in the future, the others do not.`
      : null,
  ),
  rule('transactional-date', 'if_unset', 'Transactional Date', (column, situation) =>
    current(column, situation, ({ min, max }) => {
      const days = column.count('date_days_present');
      const weeks = weeksBetween(min, max) + 1;
      return (
        column.values > 100 &&
        column.distinct > 20 &&
        days >= 2 * weeks &&
        `Dates on ${days} days of ${weeks} weeks, up to the present.`
      );
    }),
  ),
  rule('weekly-transactional-date', 'if_unset', 'Transactional Date (Wk)', (column, situation) =>
    current(column, situation, ({ min, max, run, recentDistinct }) => {
      if (column.values <= 20 || column.distinct <= 8) return null;
      const weeks = column.count('date_weeks_present');
      const weekly = hasCadence(weeks, weeksBetween(min, max), {
        times: 2,
        units: monthsBetween(min, max),
        recentUnits: monthsBetween(addDays(run, -RECENT_DAYS), max),
        recent: recentDistinct,
      });
      return weekly && `Dates in ${weeks} weeks, every week or several times a month.`;
    }),
  ),
  rule('monthly-transactional-date', 'if_unset', 'Transactional Date (Mo)', (column, situation) =>
    current(column, situation, ({ min, max, run, recentDistinct }) => {
      if (column.values <= 20 || column.distinct <= 3) return null;
      const months = column.count('date_months_present');
      const monthly = hasCadence(months, monthsBetween(min, max), {
        times: 5,
        units: yearsBetween(min, max),
        recentUnits: yearsBetween(addDays(run, -RECENT_DAYS), max),
        recent: recentDistinct,
      });
      return monthly && `Dates in ${months} months, every month or several times a year.`;
    }),
  ),
  rule('quarterly-transactional-date', 'if_unset', 'Transactional Date (Qtr)', (column, situation) =>
    current(column, situation, ({ min, max }) => {
      const { values, distinct } = column;
      const quarterly = values > 10 && distinct > 1 && distinct === quartersBetween(min, max) + 1;
      return quarterly && `${distinct} dates, one for each quarter of the span.`;
    }),
  ),
  rule('date-without-cadence', 'if_unset', 'Date (TBD)', (column, situation) =>
    current(column, situation, () => 'Dates up to the present, without a rhythm that the rules know.'),
  ),
  rule('date-stamp', 'if_unset', 'Date Stamp', ({ isDate, column }) =>
    isDate && column.columnType === 'date' ? 'Dates of many years.' : null,
  ),
  rule('datetime-stamp', 'if_unset', 'DateTime Stamp', ({ isDate }) =>
    isDate ? 'Timestamps of many years.' : null,
  ),
  rule('text-date-stamp', 'if_unset', 'Date Stamp', (column) =>
    isDatedText(column) && column.patterns[0] === 'NNNN-NN-NN' ? 'Text that is always a date.' : null,
  ),
  rule('text-datetime-stamp', 'if_unset', 'DateTime Stamp', (column) =>
    isDatedText(column) && /^NNNN-NN-NN[A ]NN:NN:NN([+-]NN:NN|A)?$/.test(column.patterns[0] ?? '')
      ? 'Text that is always a timestamp.'
      : null,
  ),
];

const isDatedText = ({ isText, count, text }: ColumnFacts): boolean =>
  isText && count('distinct_pattern_ct') === 1 && text('min_text') >= '1900' && text('max_text') <= '2200';

const DATE_TYPES: ReadonlySet<string> = new Set([
  'Historical Date',
  'Future Date',
  'Schedule Date',
  'Transactional Date',
  'Transactional Date (Wk)',
  'Transactional Date (Mo)',
  'Transactional Date (Qtr)',
  'Date (TBD)',
  'Date Stamp',
  'DateTime Stamp',
]);
const EVENT = '(add|create|insert|inrt|update|updt|mod|modif|modf|del|delete|refresh)';
const STAMPED_BY_NAME = new RegExp(
  `^((last|system)_?)?${EVENT}.{0,3}d?_?(time|tm|date|day|dt|stamp|timestamp|datestamp)$` +
    `|^((last|system)_?)?${EVENT}(i?e?d)?_(at|on|ts)$` +
    '|^(last_?)?(change|chg|update|updt|mod|modify|modf|modified|refresh|refreshed)$',
);

/** A date that a process writes on the row says when the row was handled, not when the event was. */
export const PROCESS_DATE_RULE: SemanticRule = {
  id: 'process-date',
  mode: 'override',
  decide: ({ name }, { current }) => {
    if (current === null || !DATE_TYPES.has(current) || !STAMPED_BY_NAME.test(name)) return null;
    return {
      type: `Process ${current}` as `Process ${'Date Stamp'}`,
      because: 'The name says that a process writes this date on each row.',
    };
  },
};
