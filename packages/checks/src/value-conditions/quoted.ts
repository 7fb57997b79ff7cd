/** Values that stand in quotes. */
import {
  and,
  type Expression,
  greater,
  guarded,
  length,
  matches,
  number,
  or,
  startsWith,
} from '@assay/dialects';

const isBetween = (quote: string, value: Expression<'text'>): Expression<'boolean'> =>
  guarded(and(startsWith(value, quote), greater(length(value), number(1))), matches(value, `${quote}$`));

/** Two characters or more, with the same kind of quote at both ends. */
export const isQuoted = (value: Expression<'text'>): Expression<'boolean'> =>
  or(isBetween('"', value), isBetween("'", value));
