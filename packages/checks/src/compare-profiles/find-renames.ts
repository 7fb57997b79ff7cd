/** Guesses which removed table or column came back under another name. */
import type { ColumnProfile } from '../column-profile.ts';
import type { MeasureName } from '../measure-values.ts';
import { alignGroupings } from './align-groupings.ts';
import { alignHistograms } from './align-numbers.ts';
import { sharedMeasures } from './compare-measures.ts';
import { type CellCounts, jensenShannonDistance } from './distribution-distance.ts';
import type { LikelyRename } from './profile-comparison.ts';

/** Removed columns times added ones: beyond this a table was replaced, and nobody looks. */
export const MOST_PAIRS = 10_000;
/** Columns must be this alike, and this much more alike than any other candidate. */
const ALIKE = 0.9;
const CLEARLY = 0.05;
/** Tables must share this much of their columns' names, and at least so many of them. */
const SHARED_NAMES = 0.8;
const FEWEST_SHARED_NAMES = 2;
/** Measures agree when they are within this share of each other. */
const CLOSE = 0.1;

/** Measures that tell one column from another, and do not grow with the table. */
const TELLING: ReadonlySet<MeasureName> = new Set<MeasureName>([
  'min_length',
  'max_length',
  'avg_length',
  'min_text',
  'max_text',
  'min_value',
  'max_value',
  'avg_value',
  'stdev_value',
  'percentile_25',
  'percentile_50',
  'percentile_75',
  'min_date',
  'max_date',
  'mode_value',
]);
/** A column that agrees in fewer facts than this agrees by chance. */
const FEWEST_FACTS = 4;

export interface Candidate<Thing> {
  readonly before: Thing;
  readonly after: Thing;
  /** 0..1. */
  readonly likeness: number;
}

/** Pairs of columns of one table and one type whose values are alike, each column at most once, the most alike first. */
export function findRenamedColumns(
  removed: readonly ColumnProfile[],
  added: readonly ColumnProfile[],
): LikelyRename[] {
  if (removed.length * added.length > MOST_PAIRS) return [];
  const candidates = removed.flatMap((before) =>
    added.map((after) => ({ before, after, likeness: columnLikeness(before, after) })),
  );
  return clearWinners(candidates, ALIKE).map(({ before, after, likeness }) => ({
    kind: 'column',
    table: after.table,
    before: before.column,
    after: after.column,
    because: `Both are ${after.columnType}, and their profiles agree by ${Math.round(100 * likeness)} %.`,
  }));
}

interface NamedColumns {
  readonly table: string;
  readonly columns: readonly { readonly column: string }[];
}

/** Pairs of tables that share most names of their columns. */
export function findRenamedTables(
  removed: readonly NamedColumns[],
  added: readonly NamedColumns[],
): LikelyRename[] {
  if (removed.length * added.length > MOST_PAIRS) return [];
  const candidates = removed.flatMap((before) =>
    added.map((after) => ({ before, after, likeness: nameLikeness(before, after) })),
  );
  return clearWinners(candidates, SHARED_NAMES).map(({ before, after, likeness }) => ({
    kind: 'table',
    table: before.table,
    before: before.table,
    after: after.table,
    because: `They share ${Math.round(100 * likeness)} % of their columns' names.`,
  }));
}

/** A guess must be better than every other guess about either side: two flags look alike without being the same. */
export function clearWinners<Thing>(
  candidates: readonly Candidate<Thing>[],
  least: number,
): Candidate<Thing>[] {
  return candidates
    .filter(
      (one) =>
        one.likeness >= least &&
        candidates.every(
          (other) =>
            other === one ||
            (other.before !== one.before && other.after !== one.after) ||
            other.likeness < one.likeness - CLEARLY,
        ),
    )
    .toSorted((a, b) => b.likeness - a.likeness);
}

/** Intersection over union of the columns' names. */
function nameLikeness(before: NamedColumns, after: NamedColumns): number {
  const names = new Set(before.columns.map(({ column }) => column));
  const shared = after.columns.filter(({ column }) => names.has(column)).length;
  const all = before.columns.length + after.columns.length - shared;
  return shared < FEWEST_SHARED_NAMES ? 0 : shared / all;
}

/** Mean of: telling measures that agree, likeness of the values (1 - Jensen-Shannon distance), likeness of the null share. */
function columnLikeness(before: ColumnProfile, after: ColumnProfile): number {
  if (before.columnType !== after.columnType || before.error !== null || after.error !== null) return 0;
  if ((before.measures.value_ct ?? 0) === 0 || (after.measures.value_ct ?? 0) === 0) return 0;
  const facts = sharedMeasures(before.measures, after.measures).filter((name) => TELLING.has(name));
  const distances = valueCells(before, after).flatMap((cells) => jensenShannonDistance(cells) ?? []);
  if (facts.length + distances.length < FEWEST_FACTS) return 0;
  const agreeing = facts.filter((name) => agrees(before.measures[name], after.measures[name])).length;
  const parts = [
    ...(facts.length > 0 ? [agreeing / facts.length] : []),
    ...distances.map((distance) => 1 - distance),
    1 - Math.abs(nullShare(before) - nullShare(after)),
  ];
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

function valueCells(before: ColumnProfile, after: ColumnProfile): CellCounts[] {
  const lists = (['frequencies', 'patterns'] as const).map((name) => {
    const [one, other] = [before[name], after[name]];
    return one === null || other === null ? null : alignGroupings(one, other);
  });
  return [...lists, alignHistograms(before.histogram, after.histogram)].filter((cells) => cells !== null);
}

function agrees(one: string | number | null | undefined, other: string | number | null | undefined): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  return Math.abs(one - other) <= CLOSE * Math.max(Math.abs(one), Math.abs(other));
}

const nullShare = ({ measures }: ColumnProfile): number =>
  (measures.null_value_ct ?? 0) / Math.max(1, measures.record_ct ?? 0);
