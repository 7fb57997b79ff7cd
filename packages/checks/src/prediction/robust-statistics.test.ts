import fc from 'fast-check';
import { expect, it } from 'vitest';
import { median, medianSlope } from './robust-statistics.ts';

it('the slope is the median of those between all pairs of points', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: -50, max: 50 }));
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 25 }), (points) => {
      const slopes = points.flatMap(([x, y], index) =>
        points
          .slice(index + 1)
          .filter(([otherX]) => otherX !== x)
          .map(([otherX, otherY]) => (otherY - y) / (otherX - x)),
      );
      fc.pre(slopes.length > 0);
      const found = medianSlope(
        points.map(([x]) => x),
        points.map(([, y]) => y),
      );
      expect(found).toBeCloseTo(median(slopes), 12);
    }),
    { numRuns: 500 },
  );
});
