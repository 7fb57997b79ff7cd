/**
 * Aggregates. count(DISTINCT x) sorts, and keeps PostgreSQL from using parallel workers: over many columns a
 * GROUP BY subquery for each is about twice as fast (1,000,000 rows, 20 columns: 14.9 -> 8.8 s), so an engine that
 * can afford a statement of its own rewrites it.
 */
import type { AggregateSpelling } from '../dialect.ts';
import { DICTIONARY_ONLY, standardAggregates } from '../standard/aggregates.ts';
import type { AggregateName } from '../vocabulary.ts';
import { byCodePoint } from './functions.ts';

const extreme =
  (name: 'min' | 'max'): AggregateSpelling =>
  (of, { type }) =>
    `${name}(${type === 'text' ? byCodePoint(of) : of})`;

export const aggregates: Readonly<Record<AggregateName, AggregateSpelling>> = {
  ...DICTIONARY_ONLY,
  ...standardAggregates({
    bigint: 'bigint',
    double: 'double precision',
    digest: (text) => `CAST(CAST('x' || left(md5(${text}), 12) AS bit(48)) AS bigint)`,
  }),
  // Sorting by code point is cheaper than by a locale, and as distinct.
  count_distinct: (of, { type }) => `count(DISTINCT ${type === 'text' ? byCodePoint(of) : of})`,
  standard_deviation: (of) => `CAST(stddev_samp(${of}) AS double precision)`,
  minimum: extreme('min'),
  maximum: extreme('max'),
  percentile: (of, { fraction }) =>
    `percentile_cont(${fraction}) WITHIN GROUP (ORDER BY CAST(${of} AS double precision))`,
};
