import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../holidays/calendar-day.ts';
import { type ExcludedTime, excludedMinutes, isExcludedAt } from './excluded-time.ts';

const NEW_YORK = 'America/New_York';
const WEEKENDS: ExcludedTime = {
  timeZone: NEW_YORK,
  dayStartsAt: 0,
  isExcluded: (day) => weekdayOf(day) >= 5,
  window: null,
};
const minutes = (from: string, to: string, time: ExcludedTime = WEEKENDS) =>
  excludedMinutes(new Date(from), new Date(to), time);

describe('excluded minutes', () => {
  it('of a weekend are two days', () => {
    // Friday 17:00 to Monday 08:00 in New York.
    expect(minutes('2024-01-05T22:00:00Z', '2024-01-08T13:00:00Z')).toBe(2880);
  });

  it('begin and end with the moments asked about', () => {
    expect(minutes('2024-01-06T17:00:00Z', '2024-01-06T18:30:00Z')).toBe(90);
    expect(minutes('2024-01-03T17:00:00Z', '2024-01-04T18:30:00Z')).toBe(0);
    expect(minutes('2024-01-06T17:00:00Z', '2024-01-06T17:00:00Z')).toBe(0);
  });

  it('know that a Sunday has 23 hours in March and 25 in November', () => {
    expect(minutes('2024-03-08T22:00:00Z', '2024-03-11T12:00:00Z')).toBe(2880 - 60);
    expect(minutes('2024-11-01T21:00:00Z', '2024-11-04T13:00:00Z')).toBe(2880 + 60);
  });

  it('outside of the hours of a window count on every day', () => {
    const office = { ...WEEKENDS, window: { start: 8, end: 18 } };
    // Monday 18:00 to Tuesday 08:00.
    expect(minutes('2024-01-08T23:00:00Z', '2024-01-09T13:00:00Z', office)).toBe(14 * 60);
    expect(minutes('2024-01-05T22:00:00Z', '2024-01-08T14:00:00Z', office)).toBe((6 + 48 + 8) * 60);
    expect(isExcludedAt(new Date('2024-01-08T23:00:01Z'), office)).toBe(true);
    expect(isExcludedAt(new Date('2024-01-08T23:00:00Z'), office)).toBe(false);
  });

  it('of a window over midnight leave the night alone', () => {
    const night: ExcludedTime = { ...WEEKENDS, dayStartsAt: 12, window: { start: 22, end: 26 } };
    // From Monday noon to Tuesday noon all but 22:00 to 02:00 is excluded.
    expect(minutes('2024-01-08T17:00:00Z', '2024-01-09T17:00:00Z', night)).toBe(20 * 60);
    expect(isExcludedAt(new Date('2024-01-09T04:30:00Z'), night)).toBe(false);
    expect(isExcludedAt(new Date('2024-01-09T06:30:00Z'), night)).toBe(false);
    expect(isExcludedAt(new Date('2024-01-09T07:30:00Z'), night)).toBe(true);
    // The night that Friday ends with is whole; Saturday is excluded from noon on.
    expect(isExcludedAt(new Date('2024-01-06T06:30:00Z'), night)).toBe(false);
    expect(isExcludedAt(new Date('2024-01-07T04:30:00Z'), night)).toBe(true);
  });

  it('add up, are never negative, and never more than there are', () => {
    const start = Date.parse('2024-01-01T00:00:00Z');
    const moment = fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }).map((minute) => start + minute * 60_000);
    const zone = fc.constantFrom(
      'UTC',
      NEW_YORK,
      'Asia/Kathmandu',
      'Africa/Cairo',
      'America/Havana',
      'Pacific/Apia',
    );
    const times = fc.record({
      timeZone: zone,
      dayStartsAt: fc.constantFrom(0 as const, 12 as const),
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
      hours: fc.option(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 12, max: 23 }))),
    });
    fc.assert(
      fc.property(times, moment, fc.nat(9 * 24 * 60), fc.nat(9 * 24 * 60), (given, a, first, second) => {
        const time: ExcludedTime = {
          timeZone: given.timeZone,
          dayStartsAt: given.dayStartsAt,
          isExcluded: (day) => given.days.includes(weekdayOf(day)),
          window:
            given.hours === null
              ? null
              : { start: given.hours[0] + given.dayStartsAt, end: given.hours[1] + given.dayStartsAt },
        };
        const between = (from: number, to: number) => excludedMinutes(new Date(from), new Date(to), time);
        const [b, c] = [a + first * 60_000, a + (first + second) * 60_000];
        expect(between(a, c)).toBeCloseTo(between(a, b) + between(b, c), 6);
        expect(between(a, c)).toBeGreaterThanOrEqual(0);
        expect(between(a, c)).toBeLessThanOrEqual(first + second);
      }),
      { numRuns: 150 },
    );
  });
});
