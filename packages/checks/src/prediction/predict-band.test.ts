import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Band, type Observation, type PredictionSettings, predictBand } from './predict-band.ts';

const SETTINGS: PredictionSettings = {
  sensitivity: 'medium',
  minimumHistory: 20,
  timeZone: 'UTC',
  excludeWeekends: false,
  holidayCodes: [],
  isCount: true,
};
const MONDAY = Date.parse('2024-01-01T07:00:00Z');
const DAY = 86_400_000;
const day = (index: number): Date => new Date(MONDAY + index * DAY);
const daily = (values: readonly number[]): Observation[] =>
  values.map((value, index) => ({ at: day(index), value }));
function next(values: readonly number[], settings: Partial<PredictionSettings> = {}): Band {
  const band = predictBand(daily(values), day(values.length), { ...SETTINGS, ...settings });
  if (band.expected === null) throw new Error('nothing was predicted');
  return band;
}
const holds = ({ lower, upper }: Band, value: number): boolean => lower <= value && value <= upper;
const numbers = (count: number, value: (index: number) => number): number[] =>
  Array.from({ length: count }, (_, index) => value(index));

describe('a band', () => {
  it('is not given before there is enough history, and says how much is needed', () => {
    expect(predictBand(daily(numbers(19, () => 5)), day(19), SETTINGS)).toEqual({
      expected: null,
      isExcludedDay: false,
      observations: 19,
      needed: 20,
    });
    expect(predictBand([], day(0), { ...SETTINGS, minimumHistory: 1 })).toMatchObject({ needed: 10 });
  });

  it('around a constant still has a width: one row more is no alarm', () => {
    const band = next(numbers(30, () => 1000));
    expect(band.expected).toBe(1000);
    expect(holds(band, 1001)).toBe(true);
    expect(holds(band, 1050)).toBe(false);
  });

  it.each([0, 1, 5])('around %d rows lets one row more pass, and two rows alarm', (rows) => {
    const band = next(numbers(30, () => rows));
    expect([holds(band, rows + 1), holds(band, rows + 2)]).toEqual([true, false]);
  });

  it('is one for the time of the run, however long ago the last one was', () => {
    const growing = daily(numbers(40, (index) => 1000 + 10 * index));
    expect(predictBand(growing, day(60), SETTINGS).expected).toBeCloseTo(1600, 6);
    const workdays = daily(numbers(42, (index) => (index % 7 < 5 ? 200 : 50) + (index % 4)));
    expect(predictBand(workdays, day(42 + 7 + 5), SETTINGS).expected).toBeLessThan(60);
  });

  it('is made of what was measured before the run, in any order', () => {
    const values = daily(numbers(40, (index) => 1000 + (index % 3)));
    const later = { at: day(50), value: 9_000 };
    const band = predictBand(values, day(40), SETTINGS);
    expect(predictBand([later, ...values.toReversed()], day(40), SETTINGS)).toEqual(band);
  });

  it('follows growth', () => {
    const band = next(numbers(40, (index) => 1000 + 10 * index));
    expect(band.expected).toBeCloseTo(1400, 6);
    expect(band.trendPerDay).toBeCloseTo(10, 6);
    expect(holds(band, 1410)).toBe(true);
    expect(holds(band, 900)).toBe(false);
  });

  it('of a table that shrinks to nothing never expects fewer rows than none, and still alarms when it is empty', () => {
    const shrinking = daily(numbers(20, (index) => 200 - 10 * index));
    for (const later of [21, 25, 40]) {
      const band = predictBand(shrinking, day(later), SETTINGS) as Band;
      expect(band).toMatchObject({ expected: 0, lower: 1 });
      expect([holds(band, 0), holds(band, 1)]).toEqual([false, true]);
    }
  });

  it('is not moved by a spike at the end of a steady series', () => {
    const steady = numbers(29, (index) => 1000 + 10 * index);
    const band = next([...steady, 60_000]);
    expect(holds(band, 1300)).toBe(true);
    expect(band.upper).toBeLessThan(1500);
  });

  it('is not widened by a spike that is long over', () => {
    const values = numbers(40, (index) => 1000 + (index % 3));
    const with1Spike = next(values.with(15, 60_000));
    expect(with1Spike.upper - with1Spike.lower).toBeLessThan(100);
  });

  it('knows weekends: few rows on a Saturday are fine, none at all never', () => {
    const week = (index: number) => (index % 7 < 5 ? 200 : 50) + (index % 4);
    const values = numbers(42, week);
    const onMonday = next(values);
    expect(onMonday.season).toBe('weekday');
    expect(holds(onMonday, 201)).toBe(true);
    expect(holds(onMonday, 50)).toBe(false);
    expect(holds(onMonday, 0)).toBe(false);
    const onSaturday = next(numbers(47, week));
    expect(holds(onSaturday, 51)).toBe(true);
    expect(holds(onSaturday, 0)).toBe(false);
  });

  it('knows the hours of a day', () => {
    const hourly: Observation[] = Array.from({ length: 24 * 14 }, (_, index) => ({
      at: new Date(MONDAY + index * 3_600_000),
      value: (index + 7) % 24 < 6 ? 10 : 500,
    }));
    const band = predictBand(hourly, new Date(MONDAY + 24 * 14 * 3_600_000), SETTINGS);
    expect(band).toMatchObject({ season: 'hour', expected: 500 });
  });

  it('knows the hours of a weekend, and that of so many runs the newest three weeks say enough', () => {
    const value = (hour: number) => (Math.floor(hour / 24) % 7 < 5 ? 500 : 50) + (hour % 24) + (hour % 5);
    const hourly = numbers(24 * 7 * 5, value).map((rows, hour) => ({
      at: new Date(MONDAY - 7 * 3_600_000 + hour * 3_600_000),
      value: rows,
    }));
    const at = (hour: number) => predictBand(hourly.slice(0, hour), hourly[hour]!.at, SETTINGS) as Band;
    const saturdayNoon = 24 * 7 * 4 + 24 * 5 + 12;
    expect(at(saturdayNoon)).toMatchObject({ season: 'hour', observations: 504 });
    expect(holds(at(saturdayNoon), value(saturdayNoon))).toBe(true);
    expect(holds(at(saturdayNoon), 500)).toBe(false);
    const fridayNoon = saturdayNoon - 24;
    expect(holds(at(fridayNoon), value(fridayNoon))).toBe(true);
    expect(holds(at(fridayNoon), 50)).toBe(false);
  });

  describe('on a calendar', () => {
    const calendar = { excludeWeekends: true, holidayCodes: ['DE'], minimumHistory: 10 };
    /** 200 rows a day and growing, 50 on weekends, none on Labour Day (Wednesday, day 121 of 2024) and other holidays. */
    const rows = (index: number) => {
      const date = day(index).toISOString().slice(5, 10);
      if (['03-29', '04-01', '05-01', '05-09', '05-20'].includes(date)) return 0;
      return index % 7 < 5 ? 200 + index : 50;
    };
    const band = (index: number, settings: Partial<PredictionSettings> = calendar) =>
      predictBand(daily(numbers(index, rows)), day(index), { ...SETTINGS, ...settings }) as Band;

    it('a holiday is no alarm because it is one, and no day that normal days are learned from', () => {
      const labourDay = 121;
      expect(rows(labourDay)).toBe(0);
      expect(holds(band(labourDay, { minimumHistory: 10 }), 0)).toBe(false);
      expect(holds(band(labourDay), 0)).toBe(true);
      const [before, after] = [band(labourDay - 1), band(labourDay + 1)];
      expect(after.expected).toBeCloseTo(before.expected + 2, 0);
      expect(after.spread).toBeCloseTo(before.spread, 0);
      expect(holds(after, rows(labourDay + 1))).toBe(true);
      expect(holds(after, 0)).toBe(false);
    });

    it('a first holiday is not judged by weekends', () => {
      // Good Friday, after New Year alone.
      expect(band(88)).toMatchObject({ expected: null, isExcludedDay: true, observations: 1, needed: 3 });
    });

    it('a weekend may be as the weekends before, or as a working day, and no more', () => {
      const saturday = 7 * 10 + 5;
      expect(band(saturday)).toMatchObject({ excludedDays: 20 });
      expect([50, 260, 2000].map((count) => holds(band(saturday), count))).toEqual([true, true, false]);
      expect(holds(band(saturday), 0)).toBe(false);
    });

    it('the first of them are not judged', () => {
      expect(
        predictBand(daily(numbers(12, (index) => 200 + index)), day(12), {
          ...SETTINGS,
          ...calendar,
          holidayCodes: [],
        }),
      ).toEqual({
        expected: null,
        isExcludedDay: true,
        observations: 2,
        needed: 3,
      });
    });

    it('is the one of its time zone', () => {
      // 07:00 on Friday in UTC is 20:00 in Kiritimati, and 23:00 on Friday is Saturday there.
      const lateFriday = new Date(MONDAY + 4 * DAY + 16 * 3_600_000 + 35 * DAY);
      const settings = { ...SETTINGS, ...calendar, timeZone: 'Pacific/Kiritimati' };
      const steady = daily(numbers(39, (index) => 100 + (index % 2)));
      expect(predictBand(steady, lateFriday, settings)).toMatchObject({ excludedDays: expect.any(Number) });
      expect(predictBand(steady, lateFriday, { ...settings, timeZone: 'UTC' })).toMatchObject({
        excludedDays: null,
      });
    });
  });

  it('lets zero be normal where it often was', () => {
    const band = next(numbers(30, (index) => (index % 2 === 0 ? 0 : 3)));
    expect(band.lower).toBe(0);
  });

  it('is wider the less sensitive it is, and holds the expected value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 20, maxLength: 60 }),
        fc.boolean(),
        (values, isCount) => {
          const [low, medium, high] = (['low', 'medium', 'high'] as const).map((sensitivity) =>
            next(values, { sensitivity, isCount: false }),
          );
          expect(low!.upper - low!.lower).toBeGreaterThanOrEqual(medium!.upper - medium!.lower);
          expect(medium!.upper - medium!.lower).toBeGreaterThanOrEqual(high!.upper - high!.lower);
          expect(holds(high!, high!.expected)).toBe(true);
          if (isCount) expect(next(values, { isCount }).lower).toBeGreaterThanOrEqual(0);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});
