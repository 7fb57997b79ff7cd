/**
 * Items of two databases, compared by checksums that each computes itself. Equal tables cost one statement on each side and
 * send one row. Otherwise a few thousand buckets are asked for; into those that differ one looks deeper while that leaves
 * less to fetch, then the hashes of their items come; values never travel.
 */
import type { Difference, DifferenceCount, ReconciliationCounts } from '@assay/checks';
import type { Row } from '../target.ts';
import { type HashedItem, type KeyDifference, matchItems, NOTHING, sumDifferences } from './match-items.ts';
import { type AskedSides, askBoth } from './reconciled-side.ts';
import type { ReconciliationLimits } from './reconciliation-limits.ts';

interface Bucket {
  readonly name: string;
  /** Items on each side. */
  readonly here: number;
  readonly there: number;
}
interface Buckets {
  readonly here: number;
  readonly there: number;
  readonly differing: readonly Bucket[];
}

export interface ComparedBuckets {
  readonly counts: ReconciliationCounts;
  /** What is behind the counts, as far as it was looked at. */
  readonly differences: readonly KeyDifference[];
}

/** `hasContent`: items that differ may have equal keys. Throws SideFailure. */
export async function compareItems(
  sides: AskedSides,
  hasContent: boolean,
  limits: ReconciliationLimits,
): Promise<ComparedBuckets> {
  const all = await askBuckets(sides, 0, null);
  if (all.differing.length === 0) return equalSides(all);
  const first = await askBuckets(sides, limits.firstDigits, null);
  const narrowed = await narrow(sides, first.differing, limits);
  const differences: KeyDifference[] = [];
  let fetched = 0;
  let unopened: readonly Bucket[] = narrowed.filter((bucket) => sizeOf(bucket) > limits.itemsAtATime);
  const openable = narrowed.filter((bucket) => sizeOf(bucket) <= limits.itemsAtATime);
  for (const batch of batches(openable, limits.itemsAtATime)) {
    const size = totalSize(batch);
    if (fetched + size > limits.items) {
      unopened = [...unopened, ...batch];
      continue;
    }
    fetched += size;
    const within = batch.map(({ name }) => name);
    const items = await askBoth(sides, ({ items: of }) => ({ query: 'bucket_items', of, within }));
    for (const found of matchItems(items.here.map(hashedItem), items.there.map(hashedItem)))
      differences.push(found);
  }
  const least = unopened.map((bucket) => leastDifference(bucket, hasContent));
  return {
    counts: {
      ...sumDifferences([...differences, ...least]),
      here: first.here,
      there: first.there,
      isLowerBound: unopened.length > 0,
    },
    differences,
  };
}

function equalSides({ here, there }: Buckets): ComparedBuckets {
  return { counts: { ...sumDifferences([]), here, there, isLowerBound: false }, differences: [] };
}

const DIGIT = 16;
/** Beyond this many digits, items that share a bucket share their key. */
const MOST_DIGITS = 12;

/** Looks into buckets that differ, while that is likely to leave less to fetch. */
async function narrow(
  sides: AskedSides,
  differing: readonly Bucket[],
  limits: ReconciliationLimits,
): Promise<readonly Bucket[]> {
  let buckets = differing;
  let digits = limits.firstDigits;
  while (totalSize(buckets) > limits.itemsAtATime && digits < MOST_DIGITS) {
    const deeper = [2, 1].find((step) => buckets.length * DIGIT ** step <= limits.buckets);
    if (deeper === undefined) return buckets;
    digits += deeper;
    const inside = await askBuckets(
      sides,
      digits,
      buckets.map(({ name }) => name),
    );
    const isDense = totalSize(inside.differing) > totalSize(buckets) / 2;
    buckets = inside.differing;
    // Differences that are everywhere are not narrowed down any further.
    if (isDense && Math.max(...buckets.map(sizeOf)) <= limits.itemsAtATime) return buckets;
  }
  return buckets;
}

async function askBuckets(
  sides: AskedSides,
  digits: number,
  within: readonly string[] | null,
): Promise<Buckets> {
  const { here, there } = await askBoth(sides, ({ items: of }) => ({
    query: 'bucket_checksums',
    of,
    digits,
    within,
  }));
  const others = new Map(there.map((row) => [String(row.bucket), row]));
  const shared = here.map((row) => [row, others.get(String(row.bucket))] as const);
  const known = new Set(here.map(({ bucket }) => String(bucket)));
  const onlyThere = there.filter(({ bucket }) => !known.has(String(bucket)));
  return {
    here: itemsIn(here),
    there: itemsIn(there),
    differing: [
      ...shared
        .filter(([own, other]) => own.checksum !== other?.checksum || itemsOf(own) !== itemsOf(other))
        .map(([own, other]) => ({ name: String(own.bucket), here: itemsOf(own), there: itemsOf(other) })),
      ...onlyThere.map((row) => ({ name: String(row.bucket), here: 0, there: itemsOf(row) })),
    ],
  };
}

const itemsOf = (row: Row | undefined): number => Number(row?.items ?? 0);
const itemsIn = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + itemsOf(row), 0);
const sizeOf = ({ here, there }: Bucket): number => Math.max(here, there);
const totalSize = (buckets: readonly Bucket[]): number =>
  Math.max(
    buckets.reduce((sum, { here }) => sum + here, 0),
    buckets.reduce((sum, { there }) => sum + there, 0),
  );

function batches(buckets: readonly Bucket[], mostItems: number): Bucket[][] {
  const packed: Bucket[][] = [];
  let size = 0;
  for (const bucket of buckets) {
    const last = packed.at(-1);
    if (last === undefined || size + sizeOf(bucket) > mostItems) {
      packed.push([bucket]);
      size = sizeOf(bucket);
    } else {
      last.push(bucket);
      size += sizeOf(bucket);
    }
  }
  return packed;
}

const hashedItem = ({ key_hash, item_hash, row_count }: Row): HashedItem => ({
  keyHash: String(key_hash),
  itemHash: String(item_hash),
  rows: Number(row_count),
});

/** What must be behind a bucket that nobody looked into. Sets of equal size that differ lack something on both sides. */
function leastDifference(
  { here, there }: Bucket,
  hasContent: boolean,
): Readonly<Record<Difference, DifferenceCount>> {
  const of = (items: number): DifferenceCount => ({ items, rows: items });
  const none = { missing: NOTHING, extra: NOTHING, different: NOTHING };
  if (here > there) return { ...none, missing: of(here - there) };
  if (there > here) return { ...none, extra: of(there - here) };
  return hasContent ? { ...none, different: of(1) } : { ...none, missing: of(1), extra: of(1) };
}
