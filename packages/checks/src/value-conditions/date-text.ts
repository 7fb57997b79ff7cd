/**
 * Text that reads as a date or a timestamp: one pattern, because every pattern costs a pass over the values.
 * It is total (any text is answered, nothing is cast) and knows the length of each month; 29 February is taken
 * in any year, since leap years are beyond a regular expression. Years 1800 to 2299.
 *
 *   2024-01-15  2024/1/5  2024-JAN-15            with an optional time of day and zone
 *   20240115    2024011510 (30 (05 (123456)))    no separators
 *   1/15/2024   15/1/2024  1-15-24  15.01.2024   month first or day first
 *   15-JAN-2024 15 Jan 2024 15/Jan/24
 */
import {
  and,
  type Expression,
  greaterOrEqual,
  guarded,
  length,
  lessOrEqual,
  matches,
  number,
} from '@assay/dialects';
import { startsWithDigit } from './starts-with-digit.ts';

const YEAR = '(1[89]|2[0-2])[0-9][0-9]';
const SHORT_OR_LONG_YEAR = `(${YEAR}|[0-9][0-9])`;

/** Months by their number of days, beside the days that they have. */
interface MonthLength {
  readonly months: string;
  readonly padded: string;
  readonly names: readonly string[];
  readonly days: string;
  readonly paddedDays: string;
}
const MONTH_LENGTHS: readonly MonthLength[] = [
  {
    months: '(0?[13578]|1[02])',
    padded: '(0[13578]|1[02])',
    names: ['jan', 'mar', 'may', 'jul', 'aug', 'oct', 'dec'],
    days: '(0?[1-9]|[12][0-9]|3[01])',
    paddedDays: '(0[1-9]|[12][0-9]|3[01])',
  },
  {
    months: '(0?[469]|11)',
    padded: '(0[469]|11)',
    names: ['apr', 'jun', 'sep', 'nov'],
    days: '(0?[1-9]|[12][0-9]|30)',
    paddedDays: '(0[1-9]|[12][0-9]|30)',
  },
  {
    months: '(0?2)',
    padded: '(02)',
    names: ['feb'],
    days: '(0?[1-9]|[12][0-9])',
    paddedDays: '(0[1-9]|[12][0-9])',
  },
];

const anyOf = (alternatives: readonly string[]): string => `(${alternatives.join('|')})`;
const inAnyCase = (word: string): string =>
  [...word].map((letter) => `[${letter.toUpperCase()}${letter}]`).join('');
const forEachMonth = (pattern: (month: MonthLength) => string): string => anyOf(MONTH_LENGTHS.map(pattern));
const nameOf = (month: MonthLength): string => anyOf(month.names.map(inAnyCase));

const ZONE = '( ?([zZ]|[+-][01][0-9](:?[0-5][0-9])?))';
const TIME_OF_DAY = `[01]?[0-9]:[0-5][0-9]|2[0-3]:[0-5][0-9]`;
const SECONDS = '(:([0-5][0-9]|60)([.,][0-9]{1,9}| [0-9]{6})?)';
const TIME = `([T ](${TIME_OF_DAY})${SECONDS}?( ?[AaPp][Mm])?${ZONE}?)`;

const yearFirst = (separator: string): string =>
  `${YEAR}${separator}${forEachMonth(({ months, days }) => `${months}${separator}${days}`)}`;
const yearFirstNamed = `${YEAR}-${forEachMonth((month) => `${nameOf(month)}-${month.days}`)}`;
const yearLast = (separator: string, year: string): string =>
  `${forEachMonth(({ months, days }) => `(${months}${separator}${days}|${days}${separator}${months})`)}${separator}${year}`;
const namedMonth = (separator: string): string =>
  `${forEachMonth((month) => `${month.days}${separator}${nameOf(month)}`)}${separator}${SHORT_OR_LONG_YEAR}`;
const compact = `${YEAR}${forEachMonth(({ padded, paddedDays }) => `${padded}${paddedDays}`)}(([01][0-9]|2[0-3])([0-5][0-9]([0-5][0-9]([0-9]{1,6})?)?)?)?`;

const WITH_TIME = anyOf([
  yearFirst('-'),
  yearFirst('/'),
  yearFirstNamed,
  yearLast('/', SHORT_OR_LONG_YEAR),
  yearLast('-', SHORT_OR_LONG_YEAR),
  yearLast('\\.', YEAR),
  namedMonth('-'),
  namedMonth(' '),
  namedMonth('/'),
]);
const DATE = `^(${WITH_TIME}${TIME}?|${compact})$`;

/** `1/1/24`. */
const SHORTEST = 6;
/** `15-JAN-2024 10:30:05.123456789 PM +01:00`. */
const LONGEST = 40;

export const isDateText = (value: Expression<'text'>): Expression<'boolean'> =>
  guarded(
    and(
      startsWithDigit(value),
      greaterOrEqual(length(value), number(SHORTEST)),
      lessOrEqual(length(value), number(LONGEST)),
    ),
    matches(value, DATE),
  );
