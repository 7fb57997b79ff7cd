/** Values that stand for "no value": `n/a`, `--`, `999`, `(none)` ... */
import {
  type Expression,
  guarded,
  isIn,
  length,
  lessOrEqual,
  lower,
  matches,
  number,
  or,
  text,
} from '@assay/dialects';
import { MISSING_WORDS } from '../word-lists/missing-words.ts';
import { WHITE_SPACE } from './white-space.ts';

const MARKERS: readonly string[] = MISSING_WORDS.flatMap((word) => [word, `(${word})`, `[${word}]`]);
const LONGEST_MARKER = Math.max(...MARKERS.map((marker) => marker.length));

/** Runs of one filler character. A single 0, 9, x or z is a value; one dot, dash or question mark is not. */
const RUN = `^(\\.+|-+|\\?+|${WHITE_SPACE}+|00+|99+|[xX][xX]+|[zZ][zZ]+)$`;

/** The whole value is a marker, in any case; the empty string is not (it is counted apart). */
export const isMissingMarker = (value: Expression<'text'>): Expression<'boolean'> =>
  or(
    matches(value, RUN),
    guarded(lessOrEqual(length(value), number(LONGEST_MARKER)), isIn(lower(value), MARKERS.map(text))),
  );
