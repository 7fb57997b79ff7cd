/** Standard deviation, percentiles and what is computed from them: no engine has weighted forms of them. */
import { type Aggregate, asDouble, type Expression, type Renderer } from '@assay/dialects';
import { WeightedNumbers } from './weighted-numbers.ts';

/** Not over the dictionary itself, but over tables beside it. */
const RANKED = ['standard_deviation', 'percentile', 'skewness', 'kurtosis', 'outside_fence'] as const;
type RankedStatistic = Extract<Aggregate, { aggregate: (typeof RANKED)[number] }>;

export const isRankedStatistic = (aggregate: Aggregate): aggregate is RankedStatistic =>
  RANKED.some((name) => name === aggregate.aggregate);

/** Collects the tables that statistics of one statement read from, those of one expression together. */
export class WeightedStatistics {
  readonly #renderer: Renderer;
  readonly #numbers = new Map<string, WeightedNumbers>();

  constructor(renderer: Renderer) {
    this.#renderer = renderer;
  }

  /** An expression over `joins()`; null over no values. */
  select(aggregate: RankedStatistic): string {
    const numbers = this.numbers(aggregate.of);
    switch (aggregate.aggregate) {
      case 'percentile':
        return numbers.percentile(aggregate.fraction);
      case 'standard_deviation':
        return numbers.deviation();
      case 'skewness':
        return numbers.standardMoment(3, skewnessOf);
      case 'kurtosis':
        return numbers.standardMoment(4, kurtosisOf);
      case 'outside_fence':
        return numbers.outsideFence(aggregate.side, aggregate.reach);
    }
  }

  numbers(of: Expression<'number'>): WeightedNumbers {
    const x = this.#renderer.expression(asDouble(of));
    const known = this.#numbers.get(x);
    if (known !== undefined) return known;
    const numbers = new WeightedNumbers(`numbers_${this.#numbers.size}`, x);
    this.#numbers.set(x, numbers);
    return numbers;
  }

  /** CTEs, in an order in which they can be written. Asked for last. */
  tables(): readonly string[] {
    return [...this.#numbers.values()].flatMap((numbers) => numbers.tables());
  }

  /** Joins of the tables that hold one row a column, to a relation of that name with one row a column. */
  joins(relation: string): string {
    const names = [...this.#numbers.values()].flatMap((numbers) => numbers.joined());
    return names.map((name) => ` LEFT JOIN ${name} ON ${name}.col = ${relation}.col`).join('');
  }
}

/** G1 and G2 from the sum of powers: Joanes and Gill, "Comparing measures of sample skewness and kurtosis" (1998). */
const skewnessOf = (n: string, sum: string): string => `${n} / ((${n} - 1) * (${n} - 2)) * ${sum}`;
const kurtosisOf = (n: string, sum: string): string =>
  `${n} * (${n} + 1) / ((${n} - 1) * (${n} - 2) * (${n} - 3)) * ${sum} - 3 * (${n} - 1) * (${n} - 1) / ((${n} - 2) * (${n} - 3))`;

/** An aggregate over the dictionary, whose entries are the values: log2(n) - sum(w log2(w)) / n. */
export function entropy(value: string): string {
  const weight = `CASE WHEN ${value} IS NOT NULL THEN CAST(weight AS double precision) END`;
  return `(CASE WHEN count(${value}) > 0 THEN greatest(0, (ln(sum(${weight})) - sum(${weight} * ln(${weight})) / sum(${weight})) / ln(2)) END)`;
}
