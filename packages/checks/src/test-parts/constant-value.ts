import type { ColumnProfile } from '../column-profile.ts';

/** Runs that have to agree, at most; older ones say little about today. */
const RUNS = 5;
/** Profiles cut texts to this length, so a longer one cannot be compared. */
const LONGEST_TEXT = 100;

/** The single value of a column in one profile, as text; null when it has several, none, or one too long. */
function singleValue(column: ColumnProfile): string | null {
  const { measures } = column;
  if (measures.distinct_value_ct !== 1) return null;
  switch (column.generalType) {
    case 'A':
      return (measures.max_length ?? LONGEST_TEXT) < LONGEST_TEXT ? (measures.min_text ?? null) : null;
    case 'N':
      return measures.min_value == null ? null : String(measures.min_value);
    case 'B':
      return measures.boolean_true_ct === undefined ? null : String(measures.boolean_true_ct > 0);
    default:
      return null;
  }
}

/**
 * The value that a column held alone in every one of its last profiles; at least two of them must agree, for one
 * profile cannot tell a constant from a coincidence. Dates are left out: a single date is usually a load date.
 */
export function provenConstant(column: ColumnProfile, history: readonly ColumnProfile[]): string | null {
  const recent = [column, ...history].slice(0, RUNS);
  const value = singleValue(column);
  return recent.length > 1 && value !== null && recent.every((profile) => singleValue(profile) === value)
    ? value
    : null;
}
