/** Periods: years, quarters, months, weeks and days of the week, told by name and range. */
import { isFirstOfMonth, isLastOfMonth, parseDay, weekday } from './calendar.ts';
import type { ColumnFacts } from './column-facts.ts';
import { isWithin, rule, type SemanticRule } from './semantic-rule.ts';

const YEARS_AHEAD = 20;

const hasNoFraction = ({ number }: ColumnFacts): boolean => (number('fractional_sum') ?? 0) === 0;
const spansNumbers = (column: ColumnFacts, low: number, highs: readonly number[]): boolean =>
  column.number('min_value') === low &&
  highs.includes(column.number('max_value') ?? Number.NaN) &&
  hasNoFraction(column);
/** First and last text, ignoring case. */
const spansTexts = ({ text }: ColumnFacts, lows: readonly string[], highs: readonly string[]): boolean =>
  lows.includes(text('min_text').toLowerCase()) && highs.includes(text('max_text').toLowerCase());
const isTextOfYears = ({ isText, text }: ColumnFacts, last: string): boolean =>
  isText && text('min_text') >= '1900' && text('max_text') <= last;
const longest = ({ number }: ColumnFacts): number | null => number('max_length');

const speaksOf = (pattern: RegExp, { name, words }: ColumnFacts): boolean =>
  pattern.test(name) || words.some((word) => pattern.test(`=${word}=`));
const YEAR_NAME = /year|=(yr|yrs|yyyy)=/;
const QUARTER_NAME = /qtr|quarter/;
const MONTH_NAME = /month|=(mo|mon|mth|mnth|mm|yyyymm)=/;
const WEEK_NAME = /week|=wk=/;
const DAY_NAME = /day|=dow=/;

const MONTH_DIGITS = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[ -]?[0-9]{1,2}$/i;

export const PERIOD_RULES: readonly SemanticRule[] = [
  rule('year', 'if_unset', 'Period Year', (column, { runAt }) => {
    if (!speaksOf(YEAR_NAME, column)) return null;
    const last = new Date(runAt).getUTCFullYear() + YEARS_AHEAD;
    const numbers =
      (column.number('min_value') ?? 0) >= 1900 &&
      isWithin(column.number('max_value'), 1900, last) &&
      hasNoFraction(column);
    const texts =
      isTextOfYears(column, String(last)) &&
      column.number('avg_length') === 4 &&
      column.number('avg_embedded_spaces') === 0;
    return (numbers || texts) && `Named after years, values from 1900 to ${last}.`;
  }),
  rule('quarter', 'if_unset', 'Period Quarter', (column) => {
    if (!speaksOf(QUARTER_NAME, column)) return null;
    const texts =
      isTextOfYears(column, '2200') &&
      isWithin(column.number('avg_length'), 6, 7) &&
      /^NNNN[-_]AN$/i.test(column.patterns[0] ?? '');
    return (
      (spansNumbers(column, 1, [4]) || texts) &&
      `Named after quarters, ${column.distinct} different values that are quarters.`
    );
  }),
  rule('year-and-month', 'if_unset', 'Period Year-Mon', (column) => {
    if (!speaksOf(MONTH_NAME, column) || !isTextOfYears(column, '2200')) return null;
    const pattern = column.patterns[0] ?? '';
    const length = column.number('avg_length');
    const numbered = isWithin(length, 6.8, 7.2) && /^NNNN[-_]NN$/.test(pattern);
    const named = isWithin(length, 7.8, 8.2) && /^NNNN[-_]AAA$/i.test(pattern);
    return (numbered || named) && `Named after months, values look like ${pattern}.`;
  }),
  rule('month', 'if_unset', 'Period Month', (column) => {
    if (!speaksOf(MONTH_NAME, column)) return null;
    const months =
      spansNumbers(column, 1, [12]) ||
      (longest(column) === 2 && spansTexts(column, ['1', '01'], ['12', '9'])) ||
      (longest(column) === 9 && spansTexts(column, ['april'], ['september'])) ||
      (longest(column) === 3 && spansTexts(column, ['apr'], ['sep']));
    return months && `Named after months, ${column.distinct} different values that are the months of a year.`;
  }),
  rule('month-and-number', 'if_unset', 'Period Mon-NN', (column) => {
    const fits =
      MONTH_DIGITS.test(column.text('min_text')) &&
      MONTH_DIGITS.test(column.text('max_text')) &&
      isWithin(column.number('avg_length'), 5.8, 6.2) &&
      /^AAA[ -]NN$/i.test(column.patterns[0] ?? '');
    return fits && `${column.distinct} different values, the name of a month and a number each.`;
  }),
  rule('week', 'if_unset', 'Period Week', (column) => {
    if (!speaksOf(WEEK_NAME, column) || !isWithin(column.distinct, 10, 53)) return null;
    const weeks = spansNumbers(column, 1, [52, 53]) || spansTexts(column, ['1', '01'], ['52', '53', '9']);
    return weeks && `Named after weeks, ${column.distinct} different values that are the weeks of a year.`;
  }),
  rule('day-of-week', 'if_unset', 'Period DOW', (column) => {
    if (!speaksOf(DAY_NAME, column) || column.distinct !== 7) return null;
    const days =
      spansNumbers(column, 1, [7]) ||
      spansTexts(column, ['1'], ['7']) ||
      (longest(column) === 9 && spansTexts(column, ['friday'], ['wednesday'])) ||
      (longest(column) === 3 && spansTexts(column, ['fri'], ['wed']));
    return days && 'Named after days, seven values that are the days of the week.';
  }),
  rule('monthly-dates', 'override', 'Period Month', (column) => {
    const [min, max] = [parseDay(column.text('min_date')), parseDay(column.text('max_date'))];
    if (!column.isDate || min === null || max === null) return null;
    const atMonthEnds =
      (isFirstOfMonth(min) && isFirstOfMonth(max)) || (isLastOfMonth(min) && isLastOfMonth(max));
    const days = column.count('date_days_present');
    const onceAMonth = column.count('date_months_present') === days && days >= 12;
    return (
      atMonthEnds && onceAMonth && `One date a month in ${days} months, at the month's first or last day.`
    );
  }),
  rule('weekly-dates', 'override', 'Period Week', (column) => {
    const [min, max] = [parseDay(column.text('min_date')), parseDay(column.text('max_date'))];
    if (!column.isDate || min === null || max === null) return null;
    const weekends = [0, 1, 5, 6];
    const sameWeekday = weekday(min) === weekday(max) && weekends.includes(weekday(min));
    const days = column.count('date_days_present');
    const onceAWeek = column.count('date_weeks_present') === days && days > 25;
    const notMonthly = column.count('date_months_present') < days;
    return sameWeekday && onceAWeek && notMonthly && `One date a week in ${days} weeks.`;
  }),
  rule(
    'named-month',
    'override',
    'Period Month',
    ({ name }) => name === 'month' && 'The column is named month.',
  ),
  rule('named-week', 'override', 'Period Week', ({ name }) => name === 'week' && 'The column is named week.'),
  rule('named-period', 'override', 'Period', ({ name }, { current }) =>
    name === 'period' && !current?.startsWith('Period') ? 'The column is named period.' : null,
  ),
];
