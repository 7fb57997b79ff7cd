import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSize } from './sample-size.ts';

describe('the size of a sample', () => {
  it.each([
    { records: 20_000, percent: 30, minimumRows: 100, expected: { rows: 6000, ratio: 3.33333, percent: 30 } },
    {
      records: 5_000_000,
      percent: 30,
      minimumRows: 15_000,
      expected: { rows: 999_000, ratio: 5.00501, percent: 19.98 },
    },
    { records: 1000, percent: 5, minimumRows: 200, expected: { rows: 200, ratio: 5, percent: 20 } },
    {
      records: 10_000,
      percent: 15.5,
      minimumRows: 1,
      expected: { rows: 1550, ratio: 6.45161, percent: 15.5 },
    },
    {
      records: 10_000_000,
      percent: 50,
      minimumRows: 100,
      expected: { rows: 999_000, ratio: 10.01001, percent: 9.99 },
    },
  ])('$records rows, $percent %, at least $minimumRows', ({ records, expected, ...settings }) => {
    const size = sampleSize(records, settings);
    expect(size).toMatchObject({ rows: expected.rows, percent: expected.percent });
    expect(size?.ratio).toBeCloseTo(expected.ratio, 5);
  });

  it.each([
    ['the table has no more than the least rows', 15_000, 30, 15_000],
    ['all of it is asked for', 15_000, 100, 10],
    ['nothing is asked for', 15_000, 0, 10],
    ['the part is not a number', 15_000, Number.NaN, 10],
    ['the part rounds to the whole', 10, 99.9, 1],
    ['the table is empty', 0, 30, 0],
  ])('reads everything when %s', (_, records, percent, minimumRows) => {
    expect(sampleSize(records, { percent, minimumRows })).toBeNull();
  });

  it('is never above the table nor below the least rows', () => {
    fc.assert(
      fc.property(
        fc.nat(50_000_000),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.nat(2_000_000),
        (records, percent, minimumRows) => {
          const size = sampleSize(records, { percent, minimumRows });
          if (size === null) return;
          expect(size.rows).toBeLessThan(records);
          expect(size.rows).toBeGreaterThanOrEqual(minimumRows);
        },
      ),
    );
  });
});
