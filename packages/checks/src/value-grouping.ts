/** Lists of a column's most frequent somethings: its values, its patterns. One declaration a file in value-groupings/. */
import type { Expression, GeneralType } from '@assay/dialects';
import type { MeasureSubject } from './profile-measure.ts';

export interface ValueGrouping {
  readonly name: 'frequencies' | 'patterns';
  readonly title: string;
  readonly description: string;
  readonly appliesTo: readonly GeneralType[];
  /** What rows are grouped by; rows where it is null are left out. */
  readonly groupBy: (subject: MeasureSubject) => Expression<'text'>;
  /** Groups kept: most frequent first, then by code point. */
  readonly limit: number;
}

/** The result of a grouping. */
export interface GroupingResult {
  readonly items: readonly { readonly value: string; readonly count: number }[];
  /** Distinct groups in all. */
  readonly distinct: number;
  /** Rows in groups that `items` does not list. */
  readonly otherRows: number;
  /** True when `items` and `distinct` come from a part of the distinct values; counts are then scaled up. */
  readonly estimated: boolean;
}
