import type { ColumnProfile } from '../column-profile.ts';
import { mayBeCut } from '../value-grouping.ts';

/** A list longer than this is not a closed list that a person would want to keep. */
const LONGEST_LIST = 10;

/**
 * Every distinct filled value of the column, sorted by code point, so that the same values always make the same
 * list; null unless the profile has them all, whole, and they are few.
 */
export function completeValues({ frequencies }: ColumnProfile): readonly string[] | null {
  if (frequencies === null || frequencies.estimated || frequencies.otherRows > 0) return null;
  const { items, distinct } = frequencies;
  if (items.length === 0 || items.length !== distinct || distinct > LONGEST_LIST) return null;
  if (items.some(({ value }) => mayBeCut(value))) return null;
  return items.map((item) => item.value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
