import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, daysAfter, monthNumber, weekNumber } from './calendar.ts';
import { averageShift, shareOutsideOverlap, shareShift } from './effect-size.ts';
import { normalCdf } from './normal-distribution.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.double({ min: 0, max: 20, noNaN: true });

describe('the shift of shares', () => {
  it('is zero for no change, pi from all to nothing, and the same both ways', () => {
    expect(shareShift(0.25, 0.25)).toBe(0);
    expect(shareShift(0, 1)).toBeCloseTo(Math.PI, 12);
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(shareShift(a, b)).toBe(shareShift(b, a));
      }),
    );
  });
});

describe('the shift of averages', () => {
  it('stays a number when neither side has any spread', () => {
    const at = (average: number) => ({ count: 3, average, deviation: 0 });
    expect(averageShift(at(5), at(5))).toBe(0);
    expect(averageShift(at(5), at(6))).toBe(1_000_000);
  });

  it('is unknown without any value', () => {
    const none = { count: 0, average: 0, deviation: 0 };
    expect(averageShift(none, none)).toBeNull();
  });
});

describe('the share outside the overlap', () => {
  it('grows with the shift and stays within 0 and 1', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(shareOutsideOverlap(small)).toBeGreaterThanOrEqual(-1e-7);
        expect(shareOutsideOverlap(large)).toBeLessThanOrEqual(1);
        expect(shareOutsideOverlap(large)).toBeGreaterThanOrEqual(shareOutsideOverlap(small) - 1e-12);
      }),
    );
  });
});

describe('the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.841344746],
    [-1.96, 0.024997895],
    [3, 0.998650102],
  ])('at %d', (z, value) => {
    expect(normalCdf(z)).toBeCloseTo(value, 6);
  });
});

describe('the calendar', () => {
  it('steps over months and leap days', () => {
    expect(daysAfter('2024-02-28T23:00:00Z', 1)).toBe('2024-02-29');
    expect(daysAfter('2024-12-31', 1)).toBe('2025-01-01');
  });

  it('starts weeks on Monday', () => {
    expect(weekNumber('2024-01-08')! - weekNumber('2024-01-07')!).toBe(1);
    expect(weekNumber('2024-01-14')).toBe(weekNumber('2024-01-08'));
  });

  it('knows no number for what is no date', () => {
    expect(dayNumber('infinity')).toBeNull();
    expect(monthNumber(null)).toBeNull();
  });
});
