/** What two profiles of the same rows say differently, value by value. */
import type { MeasuredColumn, MeasuredTable, MeasureName } from '@assay/checks';

export interface Difference {
  readonly place: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** Sums of doubles depend on the order of the rows, so they may differ by this much of the largest number that was added. */
const TOLERANCE = 1e-9;
/** Third and fourth powers of deviations lose more digits than sums do. */
const MOMENT_TOLERANCE = 1e-6;
const HIGHER_MOMENTS: readonly string[] = ['skewness', 'kurtosis'];
const SMALL_COUNT = 1e6;

/** Everything that a profile of a table holds, but how it was read and how long that took. */
export function tableDifferences(one: MeasuredTable, other: MeasuredTable): Difference[] {
  const own = ['error', 'recordCount', 'sampledRows', 'duplicateRows', 'dependencies'] as const;
  return [
    ...own.flatMap((key) => differences(key, one[key], other[key], 1)),
    ...one.columns.flatMap((column, index) => columnDifferences(column, other.columns[index])),
  ];
}

/** Values that were compared; what the test counts. */
export function comparedValues({ columns }: MeasuredTable): number {
  const leaves = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Object.values(value).reduce<number>((sum, part) => sum + leaves(part), 0)
      : 1;
  return columns.reduce((sum, column) => sum + leaves(column), 0);
}

function columnDifferences(one: MeasuredColumn, other: MeasuredColumn | undefined): Difference[] {
  const place = `${one.table}.${one.column} (${one.nativeType})`;
  if (other === undefined) return [{ place, one: 'a column', other: 'none' }];
  const { min_value = null, max_value = null } = one.measures;
  const largest = Math.max(1, Math.abs(Number(min_value)), Math.abs(Number(max_value)));
  const { measures, nativeType: _, ...facts } = one;
  const names = new Set([...Object.keys(measures), ...Object.keys(other.measures)]) as Set<MeasureName>;
  return [
    ...[...names].flatMap((name) => {
      const scale = HIGHER_MOMENTS.includes(name) ? MOMENT_TOLERANCE / TOLERANCE : largest;
      return differences(`${place} ${name}`, measures[name], other.measures[name], scale);
    }),
    ...(Object.keys(facts) as (keyof typeof facts)[])
      // How types are called is each engine's own.
      .filter((key) => key !== 'columnType')
      .flatMap((key) => differences(`${place} ${key}`, facts[key], other[key], largest)),
  ];
}

/** `scale`: the size of what was added up on the way to a number. */
function differences(place: string, one: unknown, other: unknown, scale: number): Difference[] {
  if (typeof one === 'number' && typeof other === 'number')
    return isClose(one, other, scale) ? [] : [{ place, one, other }];
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other ? [] : [{ place, one, other }];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    differences(
      `${place}.${key}`,
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown>)[key],
      scale,
    ),
  );
}

function isClose(one: number, other: number, scale: number): boolean {
  const isCount = Number.isInteger(one) && Number.isInteger(other) && Math.abs(one) < SMALL_COUNT;
  return isCount ? one === other : Math.abs(one - other) <= TOLERANCE * Math.max(scale, Math.abs(one));
}
