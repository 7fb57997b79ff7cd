/** Conditions on a column's profile that several generation rules share. */
import type { ColumnProfile } from '../column-profile.ts';

/** The semantic type is one of these, or starts with one of them where a `*` follows. */
export function means(column: ColumnProfile, ...wanted: readonly string[]): boolean {
  const meaning = column.semanticType;
  if (meaning === null) return false;
  return wanted.some((name) =>
    name.endsWith('*') ? meaning.startsWith(name.slice(0, -1)) : meaning === name,
  );
}

/** Coordinates are numbers whose averages and spreads mean nothing. */
export const isCoordinate = (column: ColumnProfile): boolean => /latitude|longitude/i.test(column.column);

/** A measured quantity whose distribution can be compared: numbers, more than ten distinct ones, no spike. */
export function isSteadyMeasure(column: ColumnProfile): boolean {
  return (
    column.generalType === 'N' &&
    (column.measures.distinct_value_ct ?? 0) > 10 &&
    means(column, 'Measure*') &&
    !means(column, 'Measurement Spike') &&
    !isCoordinate(column)
  );
}

/** Whether every whole number between the smallest and the largest occurs: codes and counters, not quantities. */
export function isUnbrokenRange({ measures }: ColumnProfile): boolean {
  const { min_value, max_value, distinct_value_ct } = measures;
  if (min_value == null || max_value == null) return false;
  return distinct_value_ct === max_value - min_value + 1;
}

/** The table never lost rows from one profile to the next; true of a table that was profiled once. */
export function onlyGrows(column: ColumnProfile, history: readonly ColumnProfile[]): boolean {
  const counts = [column, ...history].map((profile) => profile.measures.record_ct ?? 0);
  return counts.every((count, index) => index === 0 || count <= counts[index - 1]!);
}

/** A number as parameters keep it; null stays null. */
export const asParameter = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** A steady measure whose spread can be compared: values repeat, differ, and are not counted through. */
export function hasComparableSpread(column: ColumnProfile): boolean {
  const { value_ct, distinct_value_ct, avg_value, stdev_value } = column.measures;
  return (
    isSteadyMeasure(column) &&
    value_ct !== distinct_value_ct &&
    avg_value != null &&
    (stdev_value ?? 0) > 0 &&
    !isUnbrokenRange(column)
  );
}
