import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapBounds } from './gap-bounds.ts';

const bounds = (gaps: readonly number[]) =>
  Object.fromEntries((['high', 'medium', 'low'] as const).map((name) => [name, gapBounds(gaps, name)]));

describe('the bounds of gaps', () => {
  it('around equal gaps are those gaps, stretched by the sensitivity', () => {
    expect(bounds([600, 600, 600, 600, 600])).toEqual({
      high: { lower: 600, upper: 600, staleness: 450 },
      medium: { lower: 600, upper: 750, staleness: 510 },
      low: { lower: 600, upper: 900, staleness: 570 },
    });
  });

  it('around uneven gaps are quantiles, or the longest one stretched', () => {
    const { high, medium, low } = bounds([240, 2040, 1440, 960, 120, 480]);
    expect(medium).toMatchObject({ lower: 180, upper: 2550, staleness: 612 });
    expect(high).toMatchObject({ lower: 240, upper: 2040 });
    expect(low).toMatchObject({ lower: 150, upper: 3060 });
  });

  it('need five gaps, and look at the newest forty', () => {
    expect(gapBounds([600, 600, 600, 600], 'low')).toBeNull();
    expect(gapBounds([9_000, ...Array.from({ length: 40 }, () => 600)], 'high')?.upper).toBe(600);
  });

  it('have no lower one where gaps of nothing are common', () => {
    expect(gapBounds([0, 0, 120, 120, 120, 120], 'medium')?.lower).toBeNull();
  });

  it('are wider the less sensitive they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 5, maxLength: 60 }), (gaps) => {
        const { high, medium, low } = bounds(gaps);
        expect(low!.upper).toBeGreaterThanOrEqual(medium!.upper);
        expect(medium!.upper).toBeGreaterThanOrEqual(high!.upper);
        expect(low!.lower ?? 0).toBeLessThanOrEqual(medium!.lower ?? 0);
        expect(medium!.lower ?? 0).toBeLessThanOrEqual(high!.lower ?? 0);
        expect(low!.staleness).toBeGreaterThanOrEqual(high!.staleness);
      }),
    );
  });
});
