/** Aggregates of the vocabulary over rows in memory: the reference beside `evaluate-expression.ts`. */
import { createHash } from 'node:crypto';
import type { Aggregate } from '@assay/dialects';
import { compareValues, evaluate, type Row, type Value } from './evaluate-expression.ts';

type Present = NonNullable<Value>;

export function evaluateAggregate(aggregate: Aggregate, rows: readonly Row[]): Value {
  if (aggregate.aggregate === 'count_rows') return rows.length;
  const values = rows
    .map((row) => evaluate(aggregate.of, row))
    .filter((value): value is Present => value !== null);
  switch (aggregate.aggregate) {
    case 'count':
      return values.length;
    case 'count_if':
      return values.filter((value) => value === true).length;
    case 'count_distinct':
      return new Set(values.map((value) => (value instanceof Date ? value.getTime() : value))).size;
    case 'minimum':
      return values.toSorted(compareValues)[0] ?? null;
    case 'maximum':
      return values.toSorted(compareValues).at(-1) ?? null;
    case 'entropy':
      return entropyOf(values);
    case 'checksum':
      return checksumOf(values);
    default:
      return evaluateStatistic(aggregate, values as number[]);
  }
}

function evaluateStatistic(aggregate: Aggregate, numbers: readonly number[]): number | null {
  if (aggregate.aggregate === 'outside_fence') return outsideFence(aggregate, numbers);
  if (numbers.length === 0) return null;
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const mean = total / numbers.length;
  switch (aggregate.aggregate) {
    case 'sum':
      return total;
    case 'average':
      return mean;
    case 'skewness':
      return skewnessOf(numbers, mean);
    case 'kurtosis':
      return kurtosisOf(numbers, mean);
    case 'standard_deviation': {
      if (numbers.length < 2) return null;
      const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return Math.sqrt(squares / (numbers.length - 1));
    }
    case 'percentile':
      return interpolated(
        numbers.toSorted((a, b) => a - b),
        aggregate.fraction,
      );
    default:
      throw new TypeError(`no reference for the aggregate ${aggregate.aggregate}`);
  }
}

function checksumOf(texts: readonly Present[]): string | null {
  const digests = texts.map((text) => createHash('md5').update(String(text)).digest('hex').slice(0, 12));
  return texts.length === 0 ? null : String(digests.reduce((sum, digest) => sum + BigInt(`0x${digest}`), 0n));
}

function entropyOf(values: readonly Present[]): number | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  if (values.length === 0) return null;
  return [...counts.values()]
    .map((count) => count / values.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0);
}

/** The sum of (x - mean) / standard deviation to a power; null without spread. */
function standardMoment(numbers: readonly number[], mean: number, power: number): number | null {
  if (numbers.every((x) => x === numbers[0])) return null;
  const deviation = Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (numbers.length - 1));
  return numbers.reduce((sum, x) => sum + ((x - mean) / deviation) ** power, 0);
}

function skewnessOf(numbers: readonly number[], mean: number): number | null {
  const n = numbers.length;
  const moment = n < 3 ? null : standardMoment(numbers, mean, 3);
  return moment === null ? null : (n / ((n - 1) * (n - 2))) * moment;
}

function kurtosisOf(numbers: readonly number[], mean: number): number | null {
  const n = numbers.length;
  const moment = n < 4 ? null : standardMoment(numbers, mean, 4);
  if (moment === null) return null;
  const scale = (n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3));
  return scale * moment - (3 * (n - 1) ** 2) / ((n - 2) * (n - 3));
}

function outsideFence(
  { side, reach }: Extract<Aggregate, { aggregate: 'outside_fence' }>,
  numbers: readonly number[],
): number {
  if (numbers.length === 0) return 0;
  const sorted = numbers.toSorted((a, b) => a - b);
  const [first, third] = [interpolated(sorted, 0.25), interpolated(sorted, 0.75)];
  const distance = reach * (third - first);
  const isLow = (x: number) => side !== 'high' && x < first - distance;
  const isHigh = (x: number) => side !== 'low' && x > third + distance;
  return numbers.filter((x) => isLow(x) || isHigh(x)).length;
}

function interpolated(sorted: readonly number[], fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
