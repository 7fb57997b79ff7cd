/** Hides the values of a column that holds personal data; counts, lengths and averages stay. */
import type { ColumnMeasures, GroupingResult, MeasureName } from '@assay/checks';

/** Measures that are values of single rows. */
const VALUE_MEASURES = [
  'min_text',
  'max_text',
  'min_value',
  'min_value_over_0',
  'max_value',
  'percentile_25',
  'percentile_50',
  'percentile_75',
  'min_date',
  'max_date',
] as const satisfies readonly MeasureName[];

/** Measures that do not apply stay absent, the others become null: nothing tells a hidden value from a missing one. */
export function maskMeasures(measures: ColumnMeasures): ColumnMeasures {
  const hidden = VALUE_MEASURES.filter((name) => name in measures).map((name) => [name, null]);
  return { ...measures, ...Object.fromEntries(hidden) };
}

/** No values, though still how many there are. */
export const maskFrequencies = (frequencies: GroupingResult | null): GroupingResult | null =>
  keepGroups(frequencies, () => false);

/** Letters other than A-Z are part of a pattern as they are, so that a pattern may be the value itself. */
export const maskPatterns = (patterns: GroupingResult | null): GroupingResult | null =>
  keepGroups(patterns, (pattern) => /^[\x20-\x7e]*$/.test(pattern));

function keepGroups(
  grouping: GroupingResult | null,
  mayShow: (value: string) => boolean,
): GroupingResult | null {
  if (grouping === null) return null;
  const items = grouping.items.filter(({ value }) => mayShow(value));
  const hidden = grouping.items.filter(({ value }) => !mayShow(value));
  const otherRows = hidden.reduce((sum, { count }) => sum + count, grouping.otherRows);
  return { ...grouping, items, otherRows };
}
