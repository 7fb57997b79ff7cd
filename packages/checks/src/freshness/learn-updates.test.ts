import { describe, expect, it } from 'vitest';
import { NO_PARAMETERS } from '../test-definition.ts';
import { instantAt } from './excluded-time.ts';
import { freshnessMessage } from './freshness-message.ts';
import { judgeUpdate } from './judge-update.ts';
import { type FreshnessSettings, learnUpdates } from './learn-updates.ts';
import { watchUpdates } from './watch-updates.ts';

const NEW_YORK = 'America/New_York';
const SETTINGS: FreshnessSettings = {
  sensitivity: 'medium',
  minimumHistory: 10,
  timeZone: 'UTC',
  excludeWeekends: false,
  holidayCodes: [],
};
/** Monday 2024-01-01 and the weekdays after it. */
const weekdaysAt = (hour: number, count: number, timeZone: string) => {
  const monday = Date.parse('2024-01-01T00:00:00Z') / 86_400_000;
  return Array.from({ length: count }, (_, index) => ({
    at: instantAt(monday + Math.floor(index / 5) * 7 + (index % 5), hour, timeZone),
    isGapConfirmed: false,
  }));
};

describe('what updates teach', () => {
  it('is how long gaps are, without the weekends that a suite excludes', () => {
    const updates = weekdaysAt(8, 7, 'UTC');
    expect(learnUpdates(updates, { ...SETTINGS, excludeWeekends: true }).bounds?.upper).toBe(1800);
    expect(learnUpdates(updates, SETTINGS).bounds?.upper).toBe(5400);
  });

  it('is a schedule after five weeks, with a deadline for the next update', () => {
    // Five weeks of Mondays to Fridays, 10:00 in New York; the last one is a Friday.
    const updates = weekdaysAt(10, 25, NEW_YORK);
    const settings = { ...SETTINGS, timeZone: NEW_YORK };
    const learned = learnUpdates(updates, settings);
    expect(learned.schedule).toMatchObject({
      stage: 'active',
      frequency: 'daily',
      activeDays: [0, 1, 2, 3, 4],
      window: { start: 10, end: 10 },
      confidence: 1,
      updates: 25,
    });
    expect(learned.bounds?.staleness).toBe(1224);
    const upper = (sensitivity: FreshnessSettings['sensitivity']) => {
      const at = new Date('2024-02-03T15:00:00Z');
      const history = { seen: null, updates, results: 25 };
      const definition = {
        id: 'x',
        testType: 'Freshness_Trend',
        schema: null,
        table: 't',
        column: null,
        severity: null,
      };
      const parameters = { ...NO_PARAMETERS, history_calculation: 'PREDICT' };
      const watched = watchUpdates({ ...definition, parameters }, history, at, { ...settings, sensitivity });
      return watched.watch!.bounds.upper;
    };
    expect([upper('medium'), upper('high')]).toEqual([1620, 1530]);
  });

  it('is told in words', () => {
    const updates = weekdaysAt(10, 25, NEW_YORK);
    const definition = {
      id: 'x',
      testType: 'Freshness_Trend',
      schema: null,
      table: 't',
      column: null,
      severity: null,
      parameters: { ...NO_PARAMETERS, history_calculation: 'PREDICT' },
    };
    const parameters = { groupby_names: null, subset_condition: null };
    const seen = { fingerprint: 'a', parameters, at: updates.at(-1)!.at };
    const at = new Date('2024-02-05T15:00:00Z');
    const settings = { ...SETTINGS, timeZone: NEW_YORK };
    const watched = watchUpdates(definition, { seen, updates, results: 25 }, at, settings);
    expect(freshnessMessage(judgeUpdate('b', watched), watched)).toBe(
      'Updated: yes, on time, Minutes since the last one: 1440, Excluded minutes: 2880, Lower Bound: 1440, ' +
        'Upper Bound: 1620, Late after: 1224, ' +
        'Schedule: active, daily on Mon-Fri at 10:00-10:00 America/New_York, after 25 updates',
    );
  });

  it('is nothing yet from few updates, and no schedule from less than three weeks', () => {
    expect(learnUpdates([], SETTINGS)).toMatchObject({ bounds: null, gaps: 0, due: null, typicalGap: null });
    expect(learnUpdates(weekdaysAt(10, 15, 'UTC'), SETTINGS).schedule).toMatchObject({
      stage: 'learning',
      frequency: null,
      updates: 15,
    });
    expect(learnUpdates(weekdaysAt(10, 17, 'UTC'), SETTINGS).schedule.stage).toBe('tentative');
  });

  it('is no schedule where updates come on any day at any hour', () => {
    const updates = Array.from({ length: 40 }, (_, index) => ({
      at: new Date(Date.parse('2024-01-01T00:00:00Z') + index * 61 * 3_600_000),
      isGapConfirmed: false,
    }));
    expect(['irregular', 'tentative']).toContain(learnUpdates(updates, SETTINGS).schedule.stage);
  });

  it('is three days a week where these are the days', () => {
    const days = [0, 2, 4].flatMap((weekday) =>
      weekdaysAt(6, 50, 'UTC').filter((_, index) => index % 5 === weekday),
    );
    const updates = days.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    expect(learnUpdates(updates, SETTINGS).schedule).toMatchObject({
      stage: 'active',
      frequency: 'irregular',
      activeDays: [0, 2, 4],
    });
  });

  it('follows the table to other days: what held long ago does not hold any more', () => {
    const weekdays = weekdaysAt(7, 100, 'UTC');
    const last = weekdays.at(-1)!.at.getTime();
    const daily = Array.from({ length: 60 }, (_, index) => ({
      at: new Date(last + (index + 1) * 86_400_000),
      isGapConfirmed: false,
    }));
    expect(learnUpdates([...weekdays, ...daily], SETTINGS).schedule.activeDays).toHaveLength(7);
  });
});
