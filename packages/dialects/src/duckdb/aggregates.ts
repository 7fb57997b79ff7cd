/** Aggregates. */
import type { AggregateSpelling } from '../dialect.ts';
import { DICTIONARY_ONLY, standardAggregates } from '../standard/aggregates.ts';
import type { AggregateName } from '../vocabulary.ts';
import { asPlainText } from './functions.ts';

const extreme =
  (name: 'min' | 'max'): AggregateSpelling =>
  (of, { type }) =>
    `${name}(${type === 'text' ? asPlainText(of) : of})`;

/** stddev_samp() of NaN or infinity is an error that ends the whole statement; elsewhere it is NaN. */
const standardDeviation: AggregateSpelling = (of) => {
  const double = `CAST(${of} AS DOUBLE)`;
  return (
    `(CASE WHEN count(*) FILTER (WHERE NOT isfinite(${double})) > 0 THEN CAST('NaN' AS DOUBLE) ` +
    `ELSE stddev_samp(${double}) FILTER (WHERE isfinite(${double})) END)`
  );
};

export const aggregates: Readonly<Record<AggregateName, AggregateSpelling>> = {
  ...DICTIONARY_ONLY,
  ...standardAggregates({
    bigint: 'BIGINT',
    double: 'DOUBLE',
    digest: (text) => `CAST('0x' || left(md5(${text}), 12) AS BIGINT)`,
  }),
  standard_deviation: standardDeviation,
  minimum: extreme('min'),
  maximum: extreme('max'),
  // Of a decimal, quantile_cont() would round to the column's scale.
  percentile: (of, { fraction }) => `quantile_cont(CAST(${of} AS DOUBLE), ${fraction})`,
};
