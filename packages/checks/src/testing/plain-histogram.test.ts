import { describe, expect, it } from 'vitest';
import { HISTOGRAM_EXAMPLES } from '../histogram-examples.ts';
import { histogramOf } from './measure-example-table.ts';
import { plainHistogram } from './plain-histogram.ts';

describe('histograms counted value by value', () => {
  it.each(HISTOGRAM_EXAMPLES)('$type: $says', ({ type, values, expect: expected }) => {
    const found = histogramOf(type, values);
    for (const list of ['equalWidth', 'quantile'] as const) {
      expect(found?.[list].map(({ count }) => count)).toEqual(expected?.[list].map(({ count }) => count));
      found?.[list].forEach(({ from, to }, index) => {
        const wanted = expected?.[list][index];
        for (const [edge, hoped] of [
          [from, wanted?.from],
          [to, wanted?.to],
        ] as const) {
          if (typeof edge === 'number' && typeof hoped === 'number')
            expect(Math.abs(edge - hoped)).toBeLessThanOrEqual(Math.abs(hoped) * 1e-9);
          else expect(edge).toBe(hoped);
        }
      });
    }
  });

  it('has one bin more each time the values double, and never more than twenty', () => {
    const bins = (count: number) =>
      plainHistogram(
        Array.from({ length: count }, (_, i) => i),
        (edge) => edge,
      )?.equalWidth.length;
    expect([1, 2, 3, 4, 5, 8, 9, 1024, 1025].map(bins)).toEqual([1, 2, 3, 3, 4, 4, 5, 11, 12]);
  });
});
