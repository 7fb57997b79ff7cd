/**
 * The closed vocabulary: every scalar function and aggregate a check may use. A dialect is a table over these
 * names, so a name without a spelling does not compile, and a spelling that an engine cannot offer is written
 * down as `unsupported('because ...')`.
 */
export const SCALAR_FUNCTIONS = [
  'is_null',
  'is_not_null',
  'equal',
  'not_equal',
  'less',
  'less_or_equal',
  'greater',
  'greater_or_equal',
  'and',
  'or',
  'not',
  'is_in',
  'guarded',
  'if_then_else',
  'coalesce',
  'null_if',
  'length',
  'trim',
  'lower',
  'upper',
  'replace_text',
  'concatenate',
  'left',
  'contains',
  'starts_with',
  'matches',
  'shape',
  'as_text',
  'has_json_value',
  'add',
  'subtract',
  'multiply',
  'absolute',
  'round',
  'fraction',
  'as_double',
  'days_between',
  'months_between',
  'start_of_day',
  'start_of_week',
  'start_of_month',
  'is_finite',
  'is_not_a_number',
  'weekday',
  'hour',
  'epoch_seconds',
  'canonical_number',
  'canonical_decimal',
  'canonical_moment',
  'row_text',
  'md5',
] as const;
export type ScalarFunction = (typeof SCALAR_FUNCTIONS)[number];

export const AGGREGATES = [
  'count_rows',
  'count',
  'count_if',
  'count_distinct',
  'sum',
  'average',
  'standard_deviation',
  'minimum',
  'maximum',
  'percentile',
  'skewness',
  'kurtosis',
  'outside_fence',
  'entropy',
  'checksum',
] as const;
export type AggregateName = (typeof AGGREGATES)[number];

/** What Assay needs to know of a column's type, by the letters of the field's reference product. */
export const GENERAL_TYPES = ['A', 'B', 'D', 'N', 'T', 'X'] as const;
/** A alpha, B boolean, D date or timestamp, N numeric, T time of day, X everything else. */
export type GeneralType = (typeof GENERAL_TYPES)[number];
