import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

const settings = { retryBaseMs: 5_000, retryMaxMs: 300_000 };

it('doubles up to the longest wait', () => {
  const waits = [1, 2, 3, 7, 30].map((attempt) => retryDelayMs(attempt, settings, 0));
  expect(waits).toEqual([5_000, 10_000, 20_000, 300_000, 300_000]);
});

it('takes off at most half, and never waits longer than the longest wait', () => {
  const attempts = fc.integer({ min: 1, max: 2_000 });
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(attempts, chance, (attempt, random) => {
      const full = retryDelayMs(attempt, settings, 0);
      const delay = retryDelayMs(attempt, settings, random);
      expect(delay).toBeGreaterThanOrEqual(full / 2);
      expect(delay).toBeLessThanOrEqual(Math.min(full, settings.retryMaxMs));
    }),
  );
});
