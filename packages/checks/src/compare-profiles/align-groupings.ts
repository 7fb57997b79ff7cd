import type { GroupingResult } from '../value-grouping.ts';
import type { CellCounts } from './distribution-distance.ts';

/** A list of groups as shares of its rows. */
interface Side {
  readonly rows: number;
  readonly shares: ReadonlyMap<string, number>;
  /** The most that a group which is not listed can have. */
  readonly unlisted: number;
  readonly rest: number;
}

/**
 * Brings two lists of most frequent groups to common cells: one for each group that either lists, and a last one for
 * all the others. A group that one side does not list is absent there if the list is complete. If it is not, the group
 * may have anything up to the last one listed: it is given what makes the sides most alike, so that a distance is never
 * larger than the data's own. Null when a side has no rows.
 */
export function alignGroupings(before: GroupingResult, after: GroupingResult): CellCounts | null {
  const sides = [sideOf(before), sideOf(after)] as const;
  if (sides.some(({ rows }) => rows === 0)) return null;
  const groups = [...new Set([...sides[0].shares.keys(), ...sides[1].shares.keys()])];
  return { before: cellsOf(sides[0], sides[1], groups), after: cellsOf(sides[1], sides[0], groups) };
}

function sideOf({ items, otherRows }: GroupingResult): Side {
  const rows = items.reduce((sum, { count }) => sum + count, otherRows);
  const least = Math.min(...items.map(({ count }) => count));
  return {
    rows,
    shares: new Map(items.map(({ value, count }) => [value, count / rows])),
    unlisted: otherRows > 0 ? Math.min(least, otherRows) / rows : 0,
    rest: otherRows / rows,
  };
}

function cellsOf(side: Side, other: Side, groups: readonly string[]): number[] {
  let { rest } = side;
  const cells = groups.map((group) => {
    const listed = side.shares.get(group);
    if (listed !== undefined) return listed * side.rows;
    const share = Math.min(other.shares.get(group) ?? 0, side.unlisted, rest);
    rest -= share;
    return share * side.rows;
  });
  return [...cells, rest * side.rows];
}

/** Whether a list holds every group that there is. */
export const isComplete = ({ otherRows, estimated }: GroupingResult): boolean =>
  otherRows === 0 && !estimated;
