/** Numbers of tables that were read in part, projected to all of their rows when they are shown. */
import {
  type ColumnMeasures,
  type GroupingResult,
  type Histogram,
  type HistogramBin,
  projectSample,
  type TableProfile,
} from '@assay/checks';
import type { ColumnProfile } from '@assay/contract';
import type { ValueLists } from './mask-values.ts';

/** Of the column's table, as stored. */
export interface SampleSize {
  /** Null: every row was read. */
  readonly sampled_rows: number | null;
  readonly record_ct: number | null;
}

export interface ShownMeasures {
  readonly measures: ColumnMeasures;
  readonly sample: ColumnProfile['sample'];
}

/** As observed when every row was read. */
export function projectMeasures(
  measures: ColumnMeasures,
  { sampled_rows, record_ct }: SampleSize,
): ShownMeasures {
  if (sampled_rows === null || record_ct === null) return { measures, sample: null };
  const projected = projectSample(measures, { sampledRows: sampled_rows, recordCount: record_ct });
  const { intervals, estimated } = projected;
  return {
    measures: projected.measures,
    sample: { sampled_rows, record_ct, intervals: { ...intervals }, estimated: [...estimated] },
  };
}

/** A table as if every row had been read: what rules that compare later tables with this one build upon. */
export const projectTable = <Table extends TableProfile>(table: Table): Table =>
  table.sampledRows === null
    ? table
    : {
        ...table,
        columns: table.columns.map((column) => {
          const size = { sampled_rows: table.sampledRows, record_ct: table.recordCount };
          return { ...column, measures: projectMeasures(column.measures, size).measures };
        }),
      };

/** Rows of every group, times the rows of the table for each row that was read. */
export function projectLists(lists: ValueLists, { sampled_rows, record_ct }: SampleSize): ValueLists {
  if (sampled_rows === null || record_ct === null || sampled_rows === 0) return lists;
  const scale = (count: number) => Math.round((count * record_ct) / sampled_rows);
  const group = (grouping: GroupingResult | null) => grouping && scaleGroups(grouping, scale);
  return {
    frequencies: group(lists.frequencies),
    patterns: group(lists.patterns),
    weekdays: group(lists.weekdays),
    hours: group(lists.hours),
    sentinels: group(lists.sentinels),
    histogram: lists.histogram && scaleBins(lists.histogram, scale),
  };
}

type Scale = (count: number) => number;

const scaleGroups = (grouping: GroupingResult, scale: Scale): GroupingResult => ({
  ...grouping,
  items: grouping.items.map((item) => ({ ...item, count: scale(item.count) })),
  otherRows: scale(grouping.otherRows),
  estimated: true,
});

const scaleBins = ({ equalWidth, quantile }: Histogram, scale: Scale): Histogram => {
  const scaled = (bins: readonly HistogramBin[]) => bins.map((bin) => ({ ...bin, count: scale(bin.count) }));
  return { equalWidth: scaled(equalWidth), quantile: scaled(quantile) };
};
