/**
 * Text whose encoding was mistaken on its way. UTF-8 read as Latin-1 or Windows-1252 shows each of its lead bytes as a
 * letter, and each byte after it (80 to BF) as a control character or a sign: `Ã` and `©` for `é`. Portuguese and
 * French have the letters, but not the signs behind them.
 */
import { contains, type Expression, matches, or } from '@assay/dialects';

/** Bytes 80 to BF in Latin-1; those that Windows-1252 shows otherwise follow. */
const CONTINUATION =
  '\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178';
/** `Ã` is followed by one of the second half of the bytes or a control character; quotes and dashes can follow a word. */
const AFTER_TILDE =
  '\u0080-\u00aa\u00ac-\u00ba\u00bc-\u00bf\u0192\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u02dc\u2122\u0161\u0153\u017e\u0178\u201a\u201e\u20ac';

const TRACES =
  // Letters of Western Europe: lead byte C3.
  `\u00c3[${AFTER_TILDE}]|` +
  // Signs (no-break space, degree, guillemets ...): lead byte C2, then the sign itself.
  `\u00c2[\u0080-\u00bf]|` +
  // Typographic quotes, dashes, the euro: E2 and two more.
  `\u00e2[\u0080\u20ac][${CONTINUATION}]|\u00e2[\u0082\u201a]\u00ac|` +
  // Emoji: F0 9F and two more.
  `\u00f0[\u009f\u0178][${CONTINUATION}]`;

export const isEncodingDamaged = (value: Expression<'text'>): Expression<'boolean'> =>
  or(contains(value, '\ufffd'), matches(value, TRACES));
