/** Lists of a column's most frequent somethings: its values, its patterns. One declaration a file in value-groupings/. */
import type { Expression, GeneralType } from '@assay/dialects';
import type { MeasureContext, MeasureSubject } from './profile-measure.ts';

/** `weekdays`: 1 = Monday ... 7 = Sunday; `hours`: 0 ... 23; `sentinels`: values that stand for "no value" (-1, 9999-12-31). */
export type GroupingName = 'frequencies' | 'patterns' | 'weekdays' | 'hours' | 'sentinels';

export interface ValueGrouping {
  readonly name: GroupingName;
  readonly title: string;
  readonly description: string;
  readonly appliesTo: readonly GeneralType[];
  /** What rows are grouped by; rows where it is null are left out. Null when it does not apply to this column after all. */
  readonly groupBy: (subject: MeasureSubject, context: MeasureContext) => Expression<'text'> | null;
  /** Groups kept: most frequent first, then by code point. */
  readonly limit: number;
}

/**
 * What a profile lists is cut to so many characters, because it is stored and a value may be a document of a megabyte.
 * Groups are of whole values: two items of one text are two values that begin alike.
 */
export const LISTED_CHARACTERS = 200;

/** Whether more of a listed value or pattern may have followed: what it was cannot be known from the list. */
export const mayBeCut = (listed: string): boolean => [...listed].length >= LISTED_CHARACTERS;

/** The result of a grouping. */
export interface GroupingResult {
  /** Values are cut to `LISTED_CHARACTERS`. */
  readonly items: readonly { readonly value: string; readonly count: number }[];
  /** Distinct groups in all. */
  readonly distinct: number;
  /** Rows in groups that `items` does not list. */
  readonly otherRows: number;
  /** True when `items` and `distinct` come from a part of the distinct values; counts are then scaled up. */
  readonly estimated: boolean;
}
