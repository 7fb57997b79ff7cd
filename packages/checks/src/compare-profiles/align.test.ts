import { describe, expect, it } from 'vitest';
import type { Histogram } from '../column-profile.ts';
import { columnProfile } from '../testing/sample-profiles.ts';
import type { GroupingResult } from '../value-grouping.ts';
import { alignGroupings } from './align-groupings.ts';
import { alignHistograms, alignQuartiles } from './align-numbers.ts';

const list = (items: Readonly<Record<string, number>>, otherRows = 0): GroupingResult => ({
  items: Object.entries(items).map(([value, count]) => ({ value, count })),
  distinct: Object.keys(items).length + (otherRows > 0 ? 3 : 0),
  otherRows,
  estimated: false,
});

describe('two lists of groups', () => {
  it('have one cell for each group and one for the rest', () => {
    expect(alignGroupings(list({ a: 6, b: 4 }), list({ b: 1, c: 1 }))).toEqual({
      before: [6, 4, 0, 0],
      after: [0, 1, 1, 0],
    });
  });
  it('give a group that an incomplete list leaves out no more than the last one listed, or than the others have', () => {
    // Of 100 rows "z" had 30 before; after, at most the 10 of "b", the last one listed, can be z's.
    expect(alignGroupings(list({ z: 30, a: 40, b: 30 }), list({ a: 60, b: 10 }, 30))).toEqual({
      before: [30, 40, 30, 0],
      after: [10, 60, 10, 20],
    });
  });
  it('cannot be compared when one has no rows', () => {
    expect(alignGroupings(list({}), list({ a: 1 }))).toBeNull();
  });
});

const histogram = (edges: readonly number[], counts: readonly number[]): Histogram => ({
  equalWidth: [],
  quantile: counts.map((count, index) => ({ from: edges[index]!, to: edges[index + 1]!, count })),
});

describe('two histograms', () => {
  it('share the cells of the earlier one, the outer ones open', () => {
    const before = histogram([0, 10, 20, 30], [10, 10, 10]);
    expect(alignHistograms(before, histogram([0, 40], [40]))).toEqual({
      before: [10, 10, 10],
      after: [10, 10, 20],
    });
    expect(alignHistograms(before, histogram([100, 200], [7]))).toEqual({
      before: [10, 10, 10],
      after: [0, 0, 7],
    });
  });
  it('keep a value that fills whole bins together', () => {
    const before = histogram([0, 0, 0, 9], [10, 10, 10]);
    expect(alignHistograms(before, before)).toBeNull();
    const spiked = histogram([0, 5, 5, 9], [10, 10, 10]);
    expect(alignHistograms(spiked, spiked)).toEqual({ before: [20, 10], after: [20, 10] });
  });
  it('are not compared by dates, which move on', () => {
    const dates: Histogram = {
      equalWidth: [],
      quantile: [{ from: '2024-01-01', to: '2024-02-01', count: 3 }],
    };
    expect(alignHistograms(dates, dates)).toBeNull();
  });
});

describe('two sets of quartiles', () => {
  it('have four cells', () => {
    const numbers = (from: number, step: number) =>
      columnProfile({
        generalType: 'N',
        measures: {
          value_ct: 100,
          min_value: from,
          percentile_25: from + step,
          percentile_50: from + 2 * step,
          percentile_75: from + 3 * step,
          max_value: from + 4 * step,
        },
      });
    expect(alignQuartiles(numbers(0, 10), numbers(0, 20))).toEqual({
      before: [25, 25, 25, 25],
      after: [12.5, 12.5, 12.5, 62.5],
    });
    expect(alignQuartiles(numbers(0, 10), columnProfile({ measures: { value_ct: 4 } }))).toBeNull();
  });
});
