/** Values in, bins out: worked by hand, and run on every engine. */
import type { Histogram } from './column-profile.ts';
import type { ExampleCell, ExampleType } from './example.ts';

export interface HistogramExample {
  readonly says: string;
  readonly type: ExampleType;
  readonly values: readonly ExampleCell[];
  readonly expect: Histogram | null;
}

const bin = (from: number | string, to: number | string, count: number) => ({ from, to, count });

/**
 * One bin for one value and one more each time the values double, twenty at most (Sturges); a bin begins with its lower
 * edge and ends before its upper one. Quantile bins begin with a value that is there, and no value is in two of them.
 */
export const HISTOGRAM_EXAMPLES: readonly HistogramExample[] = [
  {
    says: 'eight values make four bins',
    type: 'integer',
    values: [1, 2, 3, 4, 5, 6, 7, 8, null],
    expect: {
      equalWidth: [bin(1, 2.75, 2), bin(2.75, 4.5, 2), bin(4.5, 6.25, 2), bin(6.25, 8, 2)],
      quantile: [bin(1, 3, 2), bin(3, 5, 2), bin(5, 7, 2), bin(7, 8, 2)],
    },
  },
  {
    says: 'bins of one width may be empty, quantile bins are not',
    type: 'integer',
    values: [1, 1, 1, 1, 1, 1, 1, 2],
    expect: {
      equalWidth: [bin(1, 1.25, 7), bin(1.25, 1.5, 0), bin(1.5, 1.75, 0), bin(1.75, 2, 1)],
      quantile: [bin(1, 2, 7), bin(2, 2, 1)],
    },
  },
  { says: 'no value, no bins', type: 'integer', values: [null, null], expect: null },
  { says: 'no row, no bins', type: 'date', values: [], expect: null },
  {
    says: 'one value is one bin without width',
    type: 'numeric(6,2)',
    values: ['5.50', '5.50', '5.50', null],
    expect: { equalWidth: [bin(5.5, 5.5, 3)], quantile: [bin(5.5, 5.5, 3)] },
  },
  {
    says: 'two values',
    type: 'double',
    values: [-1, 9],
    expect: { equalWidth: [bin(-1, 4, 1), bin(4, 9, 1)], quantile: [bin(-1, 9, 1), bin(9, 9, 1)] },
  },
  {
    says: 'what is not finite is in no bin',
    type: 'double',
    values: ['NaN', 'Infinity', '-Infinity', 1, 3],
    expect: { equalWidth: [bin(1, 2, 1), bin(2, 3, 1)], quantile: [bin(1, 3, 1), bin(3, 3, 1)] },
  },
  { says: 'nothing finite', type: 'double', values: ['NaN', 'Infinity', null], expect: null },
  {
    says: 'ends whose distance no double holds',
    type: 'double',
    values: [-1e308, 1e308, 1.7e308],
    expect: {
      equalWidth: [bin(-1e308, -1e307, 1), bin(-1e307, 8e307, 0), bin(8e307, 1.7e308, 2)],
      quantile: [bin(-1e308, 1e308, 1), bin(1e308, 1.7e308, 1), bin(1.7e308, 1.7e308, 1)],
    },
  },
  {
    says: 'the smallest distances',
    type: 'double',
    values: [0, '5e-324'],
    expect: {
      equalWidth: [bin(0, 0, 1), bin(0, 5e-324, 1)],
      quantile: [bin(0, 5e-324, 1), bin(5e-324, 5e-324, 1)],
    },
  },
  {
    says: 'the ends of 64-bit integers, as doubles',
    type: 'bigint',
    values: ['-9223372036854775808', 0, '9223372036854775807'],
    expect: {
      equalWidth: [
        bin(-(2 ** 63), -(2 ** 63) / 3, 1),
        bin(-(2 ** 63) / 3, 2 ** 63 / 3, 1),
        bin(2 ** 63 / 3, 2 ** 63, 1),
      ],
      quantile: [bin(-(2 ** 63), 0, 1), bin(0, 2 ** 63, 1), bin(2 ** 63, 2 ** 63, 1)],
    },
  },
  {
    says: 'numbers that are one as doubles stay together',
    type: 'bigint',
    values: [0, '9007199254740993', '9007199254740992', 0],
    expect: {
      equalWidth: [
        bin(0, 2 ** 53 / 3, 2),
        bin(2 ** 53 / 3, (2 ** 53 / 3) * 2, 0),
        bin((2 ** 53 / 3) * 2, 2 ** 53, 2),
      ],
      quantile: [bin(0, 2 ** 53, 2), bin(2 ** 53, 2 ** 53, 2)],
    },
  },
  {
    says: 'thirty-eight digits, as doubles',
    type: 'numeric(38,0)',
    values: ['10000000000000000000000000000000000001', '30000000000000000000000000000000000001'],
    expect: {
      equalWidth: [bin(1e37, 2e37, 1), bin(2e37, 3e37, 1)],
      quantile: [bin(1e37, 3e37, 1), bin(3e37, 3e37, 1)],
    },
  },
  {
    says: 'days are not divided: empty bins between two of them are left out',
    type: 'date',
    values: [...Array<string>(4).fill('2024-02-28'), ...Array<string>(4).fill('2024-02-29')],
    expect: {
      equalWidth: [bin('2024-02-28', '2024-02-29', 4), bin('2024-02-29', '2024-02-29', 4)],
      quantile: [bin('2024-02-28', '2024-02-29', 4), bin('2024-02-29', '2024-02-29', 4)],
    },
  },
  {
    says: 'the ends of the calendar; infinite days are in no bin',
    type: 'date',
    values: ['0001-01-01', '9999-12-31', 'infinity', '-infinity', null],
    expect: {
      equalWidth: [bin('0001-01-01', '5000-07-02', 1), bin('5000-07-02', '9999-12-31', 1)],
      quantile: [bin('0001-01-01', '9999-12-31', 1), bin('9999-12-31', '9999-12-31', 1)],
    },
  },
  {
    says: 'hours of a day',
    type: 'timestamp',
    values: ['2024-02-29T00:00:00', '2024-02-29T09:30:00', '2024-02-29T18:00:00'],
    expect: {
      equalWidth: [
        bin('2024-02-29T00:00:00', '2024-02-29T06:00:00', 1),
        bin('2024-02-29T06:00:00', '2024-02-29T12:00:00', 1),
        bin('2024-02-29T12:00:00', '2024-02-29T18:00:00', 1),
      ],
      quantile: [
        bin('2024-02-29T00:00:00', '2024-02-29T09:30:00', 1),
        bin('2024-02-29T09:30:00', '2024-02-29T18:00:00', 1),
        bin('2024-02-29T18:00:00', '2024-02-29T18:00:00', 1),
      ],
    },
  },
  {
    says: 'moments of a zone, in UTC',
    type: 'timestamptz',
    values: ['2024-02-29T01:00:00+01:00', '2024-02-29T01:00:01.5+00:00'],
    expect: {
      equalWidth: [
        bin('2024-02-29T00:00:00', '2024-02-29T00:30:00.750', 1),
        bin('2024-02-29T00:30:00.750', '2024-02-29T01:00:01.500', 1),
      ],
      quantile: [
        bin('2024-02-29T00:00:00', '2024-02-29T01:00:01.500', 1),
        bin('2024-02-29T01:00:01.500', '2024-02-29T01:00:01.500', 1),
      ],
    },
  },
  { says: 'text has no distances', type: 'text', values: ['1', '2'], expect: null },
  { says: 'nor have booleans', type: 'boolean', values: [true, false], expect: null },
];
