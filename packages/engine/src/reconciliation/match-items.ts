/** Items of both sides held against each other, by the hashes that the databases gave. */
import { DIFFERENCES, type Difference, type DifferenceCount, type ReconciliationCounts } from '@assay/checks';

export interface HashedItem {
  readonly keyHash: string;
  readonly itemHash: string;
  readonly rows: number;
}

/** What differs under one key. */
export interface KeyDifference extends Readonly<Record<Difference, DifferenceCount>> {
  readonly keyHash: string;
  /** Rows that either side has under the key, equal ones too. */
  readonly rowsHere: number;
  readonly rowsThere: number;
}

export const NOTHING: DifferenceCount = { items: 0, rows: 0 };

/**
 * Equal items of a key are taken away in pairs; of the rest, as many as both sides have are different, and the others are
 * missing or extra. Keys without a difference are left out.
 */
export function matchItems(here: readonly HashedItem[], there: readonly HashedItem[]): KeyDifference[] {
  const byKey = new Map<string, { here: HashedItem[]; there: HashedItem[] }>();
  const keyOf = (keyHash: string) => {
    const known = byKey.get(keyHash);
    if (known !== undefined) return known;
    const made = { here: [], there: [] };
    byKey.set(keyHash, made);
    return made;
  };
  for (const item of here) keyOf(item.keyHash).here.push(item);
  for (const item of there) keyOf(item.keyHash).there.push(item);
  return [...byKey].flatMap(([keyHash, sides]) => {
    const [onlyHere, onlyThere] = unpaired(sides.here, sides.there, ({ itemHash }) => itemHash);
    if (onlyHere.length === 0 && onlyThere.length === 0) return [];
    const pairs = Math.min(onlyHere.length, onlyThere.length);
    return [
      {
        keyHash,
        missing: counted(onlyHere.slice(pairs)),
        extra: counted(onlyThere.slice(pairs)),
        different: counted(onlyHere.slice(0, pairs)),
        rowsHere: rowsOf(sides.here),
        rowsThere: rowsOf(sides.there),
      },
    ];
  });
}

/** What is left on each side when equal items, as `hashOf` tells, are taken away in pairs. */
export function unpaired<Item>(
  here: readonly Item[],
  there: readonly Item[],
  hashOf: (item: Item) => string,
): readonly [Item[], Item[]] {
  return [without(here, there, hashOf), without(there, here, hashOf)];
}

function without<Item>(
  items: readonly Item[],
  others: readonly Item[],
  hashOf: (item: Item) => string,
): Item[] {
  const open = new Map<string, number>();
  for (const other of others) open.set(hashOf(other), (open.get(hashOf(other)) ?? 0) + 1);
  return items.filter((item) => {
    const left = open.get(hashOf(item)) ?? 0;
    if (left > 0) open.set(hashOf(item), left - 1);
    return left === 0;
  });
}

const rowsOf = (items: readonly HashedItem[]): number => items.reduce((sum, { rows }) => sum + rows, 0);
const counted = (items: readonly HashedItem[]): DifferenceCount => ({
  items: items.length,
  rows: rowsOf(items),
});

/** Adds up what was found under keys or in buckets. */
export function sumDifferences(
  found: readonly Readonly<Record<Difference, DifferenceCount>>[],
): Pick<ReconciliationCounts, Difference> {
  const total = (difference: Difference): DifferenceCount =>
    found.reduce(
      (sum, { [difference]: count }) => ({ items: sum.items + count.items, rows: sum.rows + count.rows }),
      NOTHING,
    );
  const [missing, extra, different] = DIFFERENCES.map(total) as [
    DifferenceCount,
    DifferenceCount,
    DifferenceCount,
  ];
  return { missing, extra, different };
}
