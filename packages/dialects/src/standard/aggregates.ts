/**
 * Aggregates of the SQL standard, plain and weighted. Counts are never null, and always the engine's 64-bit
 * integer; sums and averages come back as doubles, after an exact sum of exact types.
 */
import { type AggregateSpelling, unsupported } from '../dialect.ts';
import type { AggregateName } from '../vocabulary.ts';

export interface NumberTypes {
  readonly bigint: string;
  readonly double: string;
}

/** The weights of the rows where `condition` holds. */
const weightsWhere = (types: NumberTypes, weight: string, condition: string | null): string => {
  const filter = condition === null ? '' : ` FILTER (WHERE ${condition})`;
  return `CAST(coalesce(sum(${weight})${filter}, 0) AS ${types.bigint})`;
};

export function standardAggregates(types: NumberTypes) {
  return {
    count_rows: (_, { weight }) => (weight === null ? 'count(*)' : weightsWhere(types, weight, null)),
    count: (of, { weight }) =>
      weight === null ? `count(${of})` : weightsWhere(types, weight, `${of} IS NOT NULL`),
    count_if: (of, { weight }) =>
      weight === null ? `count(*) FILTER (WHERE ${of})` : weightsWhere(types, weight, of),
    // A dictionary's values are distinct already, but what is computed from them need not be.
    count_distinct: (of) => `count(DISTINCT ${of})`,
    sum: (of, { weight }) => `CAST(sum(${weight === null ? of : `${of} * ${weight}`}) AS ${types.double})`,
    average: (of, { weight }) =>
      weight === null
        ? `CAST(avg(${of}) AS ${types.double})`
        : `(CAST(sum(${of} * ${weight}) AS ${types.double}) / ` +
          `CAST(nullif(sum(${weight}) FILTER (WHERE ${of} IS NOT NULL), 0) AS ${types.double}))`,
  } as const satisfies Partial<Record<AggregateName, AggregateSpelling>>;
}

const needsDictionary = unsupported('only the engine computes it, from the dictionary of a column');

/** More than one pass over the values: a profile has them from its dictionaries, and no test asks for them. */
export const DICTIONARY_ONLY = {
  skewness: needsDictionary,
  kurtosis: needsDictionary,
  outside_fence: needsDictionary,
  entropy: needsDictionary,
} as const satisfies Partial<Record<AggregateName, AggregateSpelling>>;
