/** What each aggregate answers, on every engine. An aggregate without a case does not compile. */
import * as a from '../aggregate.ts';
import * as e from '../expression.ts';
import type { AggregateName } from '../vocabulary.ts';
import type { Cell, GivenType } from './live-engines.ts';

export interface AggregateCase {
  readonly says: string;
  readonly type: GivenType;
  /** Values of x; with a weight when the rows are a dictionary. */
  readonly rows: readonly Cell[] | readonly (readonly [value: Cell, weight: number])[];
  readonly ask: a.Aggregate;
  readonly answer: Cell;
}

const any = e.column('x');
const text = e.column<'text'>('x', 'text');
const number = e.column<'number'>('x', 'number');
const on = (
  says: string,
  type: GivenType,
  rows: AggregateCase['rows'],
  ask: a.Aggregate,
  answer: Cell,
): AggregateCase => ({ says, type, rows, ask, answer });

/** 'a' twice, null three times, 'bb' once. */
const DICTIONARY = [
  ['a', 2],
  [null, 3],
  ['bb', 1],
] as const;

export const AGGREGATE_CASES: Readonly<Record<AggregateName, readonly AggregateCase[]>> = {
  count_rows: [
    on('with nulls', 'text', ['a', null], a.countRows(), 2),
    on('of no rows', 'text', [], a.countRows(), 0),
    on('by weight', 'text', DICTIONARY, a.countRows(), 6),
    on('of an empty dictionary', 'text', [], a.countRows(), 0),
  ],
  count: [
    on('without nulls', 'text', ['a', '', null], a.count(text), 2),
    on('of no rows', 'text', [], a.count(text), 0),
    on('by weight', 'text', DICTIONARY, a.count(text), 3),
  ],
  count_if: [
    on('unknown is not met', 'text', ['a', 'b', null], a.countIf(e.equal(text, e.text('a'))), 1),
    on('of no rows', 'text', [], a.countIf(e.isNull(text)), 0),
    on('by weight', 'text', DICTIONARY, a.countIf(e.equal(text, e.text('a'))), 2),
    on('by weight, nothing met', 'text', DICTIONARY, a.countIf(e.equal(text, e.text('z'))), 0),
  ],
  count_distinct: [
    on('case and spaces matter', 'text', ['a', 'A', 'a ', 'a', null], a.countDistinct(text), 3),
    on('of what is computed from a dictionary', 'text', DICTIONARY, a.countDistinct(e.length(text)), 2),
    on('of no rows', 'integer', [], a.countDistinct(any), 0),
  ],
  sum: [
    on('of decimals, exactly', 'decimal', ['0.1', '0.2', '0.3'], a.sum(number), 0.6),
    on('of large integers', 'bigint', ['9223372036854775807', '1'], a.sum(number), 2 ** 63),
    on('of no rows', 'integer', [], a.sum(number), null),
    on('by weight', 'text', DICTIONARY, a.sum(e.length(text)), 4),
  ],
  average: [
    on('of integers', 'integer', [1, 2, null], a.average(number), 1.5),
    on('of decimals', 'decimal', ['0.5', '-2.25', '4', '1'], a.average(number), 0.8125),
    on('of no rows', 'integer', [], a.average(number), null),
    on('by weight, nulls left out', 'text', DICTIONARY, a.average(e.length(text)), 4 / 3),
    on('of an empty dictionary', 'text', [[null, 5]], a.average(e.length(text)), null),
  ],
  standard_deviation: [
    on('of a sample', 'decimal', ['0', '1.5', '-2.25', '4'], a.standardDeviation(number), 2.625),
    on('of one value', 'integer', [1], a.standardDeviation(number), null),
    on('of no rows', 'integer', [], a.standardDeviation(number), null),
    on('with an infinite value', 'double', [1, 'Infinity'], a.standardDeviation(number), Number.NaN),
  ],
  minimum: [
    on('of text by code point', 'text', ['a', 'Z', 'é', '#'], a.minimum(text), '#'),
    on('of numbers', 'integer', [10, 9, null], a.minimum(number), 9),
    on('of no rows', 'text', [], a.minimum(text), null),
    on('of a dictionary', 'text', DICTIONARY, a.minimum(e.length(text)), 1),
    on('of dates', 'date', ['2024-01-02', '2023-12-31'], a.minimum(e.asText(any)), '2023-12-31'),
  ],
  maximum: [
    on('of text by code point', 'text', ['z', 'A', '_'], a.maximum(text), 'z'),
    on('accents after z', 'text', ['z', 'é'], a.maximum(text), 'é'),
    on(
      'of text without the empty string',
      'text',
      ['', 'B', 'a'],
      a.maximum(e.nullIf(text, e.text(''))),
      'a',
    ),
  ],
  checksum: [
    on('of texts', 'text', ['a', 'é', ''], a.checksum(text), '360351248621519'),
    on('in another order, without nulls', 'text', ['', null, 'é', 'a'], a.checksum(text), '360351248621519'),
    on('counts what comes twice', 'text', ['a', 'a'], a.checksum(text), '28050086658530'),
    on('of numbers by their text', 'integer', [1, 4], a.checksum(e.asText(any)), '401640522924972'),
    on('of others with the same sum', 'integer', [2, 3], a.checksum(e.asText(any)), '480393082693800'),
    on('of no rows', 'text', [], a.checksum(text), null),
    on('of nothing but nulls', 'text', [null], a.checksum(text), null),
    on('by a great weight', 'text', [['a', 1_000_000]], a.checksum(text), '14025043329265000000'),
    on('by weight', 'text', DICTIONARY, a.checksum(text), '65077198436507'),
  ],
  percentile: [
    on('between two values', 'decimal', ['0', '1.5', '-2.25', '4'], a.percentile(number, 0.25), -0.5625),
    on('of integers', 'integer', [1, 2, 3, 4], a.percentile(number, 0.5), 2.5),
    on('finer than the scale', 'decimal', ['0.000001', '0.000002'], a.percentile(number, 0.5), 0.0000015),
    on('of no rows', 'integer', [], a.percentile(number, 0.75), null),
  ],
  // Spelled by the engine alone; the examples of the measures of their names are their cases.
  skewness: [],
  kurtosis: [],
  outside_fence: [],
  entropy: [],
};
