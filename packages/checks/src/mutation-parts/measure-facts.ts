/** What mutations want to know of a column, as aggregates, and their answers as facts. */
import {
  type Aggregate,
  absolute,
  column,
  count,
  countDistinct,
  countIf,
  fraction,
  length,
  maximum,
  minimum,
  round,
  shape,
  standardDeviation,
  sum,
} from '@assay/dialects';
import type { KnownColumn } from '../known-tables.ts';
import type { ColumnFacts } from '../mutation.ts';
import type { AnsweredValues } from '../test-measurement.ts';
import { answeredNumber } from '../test-parts/aggregate-plan.ts';
import { isEmail } from '../value-conditions/standard-patterns.ts';

/** Decimals of a fraction that count; the rest is noise of binary floating point. */
const DIGITS = 6;

export function factAggregates({ name, generalType }: KnownColumn): Readonly<Record<string, Aggregate>> {
  const own = column(name);
  const counts = { values: count(own), distinct: countDistinct(own) };
  if (generalType === 'A') {
    const text = column(name, 'text');
    return {
      ...counts,
      smallest: minimum(text),
      largest: maximum(text),
      shortest: minimum(length(text)),
      longest: maximum(length(text)),
      first_shape: minimum(shape(text)),
      last_shape: maximum(shape(text)),
      emails: countIf(isEmail(text)),
    };
  }
  if (generalType === 'D') return { ...counts, smallest: minimum(own), largest: maximum(own) };
  if (generalType !== 'N') return counts;
  const number = column<'number'>(name);
  return {
    ...counts,
    smallest: minimum(number),
    largest: maximum(number),
    deviation: standardDeviation(number),
    fractions: sum(round(absolute(fraction(number)), DIGITS)),
  };
}

/** `listed` is asked for by itself, of columns with few values. */
export function columnFacts(answered: AnsweredValues): ColumnFacts {
  const { smallest = null, largest = null, first_shape, last_shape } = answered;
  return {
    values: answeredNumber(answered.values) ?? 0,
    distinct: answeredNumber(answered.distinct) ?? 0,
    smallest,
    largest,
    deviation: answeredNumber(answered.deviation),
    fractions: answeredNumber(answered.fractions),
    shortest: answeredNumber(answered.shortest),
    longest: answeredNumber(answered.longest),
    onlyShape: first_shape != null && first_shape === last_shape ? String(first_shape) : null,
    emails: answeredNumber(answered.emails),
    listed: null,
  };
}
