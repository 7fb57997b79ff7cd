import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, nextAttemptInMs, readRetryAfter } from './retry-schedule.ts';

const HOUR = 60 * 60 * 1000;
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => index + 1);

describe('a delivery that fails', () => {
  it('is tried ten times over about a day, then given up', () => {
    fc.assert(
      fc.property(chance, (random) => {
        const waits = attempts.map((attempt) => nextAttemptInMs(attempt, null, random) ?? Number.NaN);
        const total = waits.reduce((sum, wait) => sum + wait, 0);
        expect(waits).toHaveLength(9);
        expect(total).toBeGreaterThan(21 * HOUR);
        expect(total).toBeLessThan(27 * HOUR);
        expect(nextAttemptInMs(MAX_ATTEMPTS, null, random)).toBeNull();
      }),
    );
  });

  it('waits longer each time, but for chance, and never all at once', () => {
    for (const attempt of attempts.slice(1, -2)) {
      expect(nextAttemptInMs(attempt, null, 0)).toBeGreaterThan(nextAttemptInMs(attempt - 1, null, 0.999)!);
    }
    expect(nextAttemptInMs(1, null, 0)).toBe(4_500);
    expect(nextAttemptInMs(1, null, 0.5)).toBe(5_000);
  });

  it('waits as long as the receiver asks for, not shorter than it would, and not for ever', () => {
    expect(nextAttemptInMs(1, 60_000, 0.5)).toBe(60_000);
    expect(nextAttemptInMs(5, 1_000, 0.5)).toBe(1_280_000);
    expect(nextAttemptInMs(1, 100 * HOUR, 0.5)).toBe(6 * HOUR);
    expect(nextAttemptInMs(MAX_ATTEMPTS, 60_000, 0.5)).toBeNull();
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-03-01T09:30:00Z');
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 01 Mar 2026 09:31:00 GMT', 60_000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    [null, null],
  ])('%s asks for %s ms', (header, expected) => {
    expect(readRetryAfter(header, now)).toBe(expected);
  });
});
