/**
 * Aggregates of the SQL standard, plain and weighted. Counts are never null, and always the engine's 64-bit
 * integer; sums and averages come back as doubles, after an exact sum of exact types.
 */
import { type AggregateSpelling, unsupported } from '../dialect.ts';
import type { AggregateName } from '../vocabulary.ts';

export interface Spellings {
  readonly bigint: string;
  readonly double: string;
  /** The first 48 bits of the MD5 of a text, as a number. */
  readonly digest: (text: string) => string;
}

/** The weights of the rows where `condition` holds. */
const weightsWhere = (types: Spellings, weight: string, condition: string | null): string => {
  const filter = condition === null ? '' : ` FILTER (WHERE ${condition})`;
  return `CAST(coalesce(sum(${weight})${filter}, 0) AS ${types.bigint})`;
};

export function standardAggregates(types: Spellings) {
  return {
    count_rows: (_, { weight }) => (weight === null ? 'count(*)' : weightsWhere(types, weight, null)),
    count: (of, { weight }) =>
      weight === null ? `count(${of})` : weightsWhere(types, weight, `${of} IS NOT NULL`),
    count_if: (of, { weight }) =>
      weight === null ? `count(*) FILTER (WHERE ${of})` : weightsWhere(types, weight, of),
    // A dictionary's values are distinct already, but what is computed from them need not be.
    count_distinct: (of) => `count(DISTINCT ${of})`,
    sum: (of, { weight }) => `CAST(sum(${weight === null ? of : `${of} * ${weight}`}) AS ${types.double})`,
    checksum: (of, { weight }) => {
      const digest = types.digest(of);
      // 48 bits times a count need more than the 64 of a bigint.
      const weighted = weight === null ? digest : `CAST(${digest} AS DECIMAL(19, 0)) * ${weight}`;
      return `CAST(sum(${weighted}) AS VARCHAR)`;
    },
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
