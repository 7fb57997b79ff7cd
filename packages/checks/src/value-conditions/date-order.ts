/** Dates in numbers that can be read one way only: one of the first two numbers is over 12, so it is the day. */
import { and, type Expression, greaterOrEqual, guarded, length, lessOrEqual, number } from '@assay/dialects';
import { startsWithDigit } from './starts-with-digit.ts';

const DAY_OVER_12 = '(1[3-9]|2[0-9]|3[01])';
const MONTH = '(0?[1-9]|1[0-2])';
const YEAR = '((1[89]|2[0-2])[0-9][0-9]|[0-9][0-9])';
/** A time of day may follow; `date-text.ts` reads it closer. */
const REST = '([T ][0-9][^\n]*)?';

const ordered = (first: string, second: string): string =>
  `^(${['/', '-', '\\.'].map((sign) => `${first}${sign}${second}${sign}${YEAR}`).join('|')})${REST}$`;

export const DAY_FIRST = ordered(DAY_OVER_12, MONTH);
export const MONTH_FIRST = ordered(MONTH, DAY_OVER_12);

/** `13/1/24`. */
const SHORTEST = 7;
const LONGEST = 40;
/** Neither the first character nor the length speaks against a date. */
export const guardedByForm = (
  value: Expression<'text'>,
  test: Expression<'boolean'>,
): Expression<'boolean'> =>
  guarded(
    and(
      startsWithDigit(value),
      greaterOrEqual(length(value), number(SHORTEST)),
      lessOrEqual(length(value), number(LONGEST)),
    ),
    test,
  );
