/**
 * White space and blanks. The class names its characters one by one, because `\s` means something else in
 * every engine: space, tab, line feed, vertical tab, form feed, carriage return, no-break space and the
 * ideographic space.
 */
import { type Expression, ifThenElse, matches, nullIf, text } from '@assay/dialects';

const CHARACTERS = ' \t\n\u000b\f\r\u00a0\u3000';

/** Bracket classes for use inside patterns. */
export const WHITE_SPACE = `[${CHARACTERS}]`;
export const NOT_WHITE_SPACE = `[^${CHARACTERS}]`;

/** The value holds something: it is neither empty nor only white space. */
export const isBlankFree = (value: Expression<'text'>): Expression<'boolean'> =>
  matches(value, NOT_WHITE_SPACE);

const NO_TEXT = nullIf(text(''), text(''));

/** The value where it holds something, null where it is blank. */
export const blankFreeOrNull = (value: Expression<'text'>): Expression<'text'> =>
  ifThenElse(isBlankFree(value), value, NO_TEXT);
