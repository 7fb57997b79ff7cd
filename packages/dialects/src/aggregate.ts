/**
 * One value computed over all rows of a relation. Aggregates have identity: two checks that ask for the same
 * aggregate of the same table share one column of one statement (`aggregateIdentity`).
 */
import type { Expression } from './expression.ts';

export type Aggregate =
  | { readonly aggregate: 'count_rows' }
  /** Rows where `of` is not null. */
  | { readonly aggregate: 'count'; readonly of: Expression }
  /** Rows where `of` is true. */
  | { readonly aggregate: 'count_if'; readonly of: Expression<'boolean'> }
  /** Distinct non-null values, exact. */
  | { readonly aggregate: 'count_distinct'; readonly of: Expression }
  /** Null over no rows, as in SQL. */
  | { readonly aggregate: 'sum'; readonly of: Expression<'number'> }
  | { readonly aggregate: 'average'; readonly of: Expression<'number'> }
  /** Sample standard deviation (n - 1); null for fewer than two values. */
  | { readonly aggregate: 'standard_deviation'; readonly of: Expression<'number'> }
  /** Text compares by code point, whatever the collation of the database. */
  | { readonly aggregate: 'minimum'; readonly of: Expression }
  | { readonly aggregate: 'maximum'; readonly of: Expression }
  /**
   * A whole number, as text, that depends on every non-null text and on how often it comes, and not on their order: the
   * sum of the first 48 bits of the MD5 of each, in UTF-8. Null over none. Two sets of texts have the same once in 2^48.
   */
  | { readonly aggregate: 'checksum'; readonly of: Expression<'text'> }
  /** Linear interpolation between neighbours; `fraction` 0..1. */
  | { readonly aggregate: 'percentile'; readonly of: Expression<'number'>; readonly fraction: number }
  /** Adjusted Fisher-Pearson coefficient (G1); null for fewer than three values or without spread. */
  | { readonly aggregate: 'skewness'; readonly of: Expression<'number'> }
  /** Excess kurtosis, adjusted (G2); null for fewer than four values or without spread. */
  | { readonly aggregate: 'kurtosis'; readonly of: Expression<'number'> }
  /** Values beyond `reach` interquartile ranges from the quartile of that side. */
  | {
      readonly aggregate: 'outside_fence';
      readonly of: Expression<'number'>;
      readonly side: 'low' | 'high' | 'both';
      readonly reach: number;
    }
  /** Shannon entropy of the non-null values in bits; null over none. */
  | { readonly aggregate: 'entropy'; readonly of: Expression };

export const countRows = (): Aggregate => ({ aggregate: 'count_rows' });
export const count = (of: Expression): Aggregate => ({ aggregate: 'count', of });
export const countIf = (of: Expression<'boolean'>): Aggregate => ({ aggregate: 'count_if', of });
export const countDistinct = (of: Expression): Aggregate => ({ aggregate: 'count_distinct', of });
export const sum = (of: Expression<'number'>): Aggregate => ({ aggregate: 'sum', of });
export const average = (of: Expression<'number'>): Aggregate => ({ aggregate: 'average', of });
export const standardDeviation = (of: Expression<'number'>): Aggregate => ({
  aggregate: 'standard_deviation',
  of,
});
export const minimum = (of: Expression): Aggregate => ({ aggregate: 'minimum', of });
export const maximum = (of: Expression): Aggregate => ({ aggregate: 'maximum', of });
export const checksum = (of: Expression<'text'>): Aggregate => ({ aggregate: 'checksum', of });
export const percentile = (of: Expression<'number'>, fraction: number): Aggregate => ({
  aggregate: 'percentile',
  of,
  fraction,
});

export const skewness = (of: Expression<'number'>): Aggregate => ({ aggregate: 'skewness', of });
export const kurtosis = (of: Expression<'number'>): Aggregate => ({ aggregate: 'kurtosis', of });
export const outsideFence = (
  of: Expression<'number'>,
  side: 'low' | 'high' | 'both',
  reach: number,
): Aggregate => ({
  aggregate: 'outside_fence',
  of,
  side,
  reach,
});
export const entropy = (of: Expression): Aggregate => ({ aggregate: 'entropy', of });

/** Equal for aggregates that compute the same value over the same relation. */
export function aggregateIdentity(aggregate: Aggregate): string {
  return JSON.stringify(aggregate);
}
