import { and, type Expression, greaterOrEqual, less, text } from '@assay/dialects';

/** The first character is one of 0-9: text is compared by code point, and a colon follows the 9. Costs less than any pattern. */
export const startsWithDigit = (value: Expression<'text'>): Expression<'boolean'> =>
  and(greaterOrEqual(value, text('0')), less(value, text(':')));
