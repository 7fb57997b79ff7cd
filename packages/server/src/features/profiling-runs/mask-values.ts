/** Hides the values of a column that holds personal data; counts, lengths and averages stay. */
import type { ColumnMeasures, GroupingResult, Histogram, MeasureName } from '@assay/checks';

/** Measures that are values of single rows. */
const VALUE_MEASURES = [
  'mode_value',
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

/** The lists of a column, as they are stored. */
export interface ValueLists {
  readonly frequencies: GroupingResult | null;
  readonly patterns: GroupingResult | null;
  readonly weekdays: GroupingResult | null;
  readonly hours: GroupingResult | null;
  readonly sentinels: GroupingResult | null;
  readonly histogram: Histogram | null;
}

/**
 * Weekdays and hours stay: they are shares of many rows. Sentinels are values of a known list that stand for no value.
 * They go all the same: that a person's birthday is the date which stands for unknown is still said of that person. The
 * bounds of a histogram are values of single rows, or tell them.
 */
export const maskLists = ({ frequencies, patterns, weekdays, hours, sentinels }: ValueLists): ValueLists => ({
  frequencies: maskFrequencies(frequencies),
  patterns: maskPatterns(patterns),
  weekdays,
  hours,
  sentinels: maskFrequencies(sentinels),
  histogram: null,
});

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
