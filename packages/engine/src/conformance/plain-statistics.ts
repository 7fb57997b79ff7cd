/** Statistics by the textbook, over the values of a column one by one. */
import type { Aggregate } from '@assay/dialects';

/** Values in their text form, none of them null. */
export function plainStatistic(aggregate: Aggregate, values: readonly string[]): number | null {
  if (aggregate.aggregate === 'entropy') return entropy(values);
  const numbers = values.map(Number).sort((a, b) => a - b);
  switch (aggregate.aggregate) {
    case 'skewness':
      return standardMoment(numbers, 3, (n, sum) => (n / ((n - 1) * (n - 2))) * sum);
    case 'kurtosis':
      return standardMoment(
        numbers,
        4,
        (n, sum) =>
          ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * sum - (3 * (n - 1) ** 2) / ((n - 2) * (n - 3)),
      );
    case 'outside_fence': {
      const [q1, q3] = [quantile(numbers, 0.25), quantile(numbers, 0.75)];
      const reach = aggregate.reach * (q3 - q1);
      const isLow = (x: number) => aggregate.side !== 'high' && x < q1 - reach;
      const isHigh = (x: number) => aggregate.side !== 'low' && x > q3 + reach;
      return numbers.filter((x) => isLow(x) || isHigh(x)).length;
    }
    default:
      throw new Error(`no plain form of ${aggregate.aggregate}`);
  }
}

function quantile(sorted: readonly number[], fraction: number): number {
  const position = (sorted.length - 1) * fraction;
  const [below, above] = [sorted[Math.floor(position)] ?? 0, sorted[Math.ceil(position)] ?? 0];
  return below + (above - below) * (position - Math.floor(position));
}

function standardMoment(
  numbers: readonly number[],
  power: number,
  formula: (n: number, sum: number) => number,
): number | null {
  const n = numbers.length;
  if (n < power || numbers[0] === numbers.at(-1)) return null;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / n;
  const deviation = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
  return formula(
    n,
    numbers.reduce((sum, x) => sum + ((x - mean) / deviation) ** power, 0),
  );
}

function entropy(values: readonly string[]): number | null {
  if (values.length === 0) return null;
  const counts = Map.groupBy(values, (value) => value).values();
  const shares = [...counts].map((group) => group.length / values.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}

/** Sums of doubles depend on the order in which they are added; counts and texts are equal or not. */
export function isClose(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return (a ?? null) === (b ?? null);
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
