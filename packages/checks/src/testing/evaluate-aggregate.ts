/** Aggregates of the vocabulary over rows in memory: the reference beside `evaluate-expression.ts`. */
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
    default:
      return evaluateStatistic(aggregate, values as number[]);
  }
}

function evaluateStatistic(aggregate: Aggregate, numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const total = numbers.reduce((sum, value) => sum + value, 0);
  const mean = total / numbers.length;
  switch (aggregate.aggregate) {
    case 'sum':
      return total;
    case 'average':
      return mean;
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

function interpolated(sorted: readonly number[], fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
