import { describe, expect, it } from 'vitest';
import { NO_PARAMETERS, type TestDefinition } from '../test-definition.ts';
import { instantAt } from './excluded-time.ts';
import type { UpdateFinding } from './judge-update.ts';
import { type FreshnessSettings, learnUpdates } from './learn-updates.ts';
import { replayUpdates } from './replay-updates.ts';

const PREDICTED: TestDefinition = {
  id: 'fresh',
  testType: 'Freshness_Trend',
  schema: 'main',
  table: 'orders',
  column: null,
  parameters: { ...NO_PARAMETERS, groupby_names: 'id', history_calculation: 'PREDICT' },
  severity: null,
};
const SETTINGS: FreshnessSettings = {
  sensitivity: 'medium',
  minimumHistory: 10,
  timeZone: 'UTC',
  excludeWeekends: false,
  holidayCodes: [],
};
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Runs every `everyHours`, of a table that is updated at each of `updates` (a run at that moment sees it). */
function runsOver(
  updates: readonly Date[],
  everyHours: number,
  until: Date,
  confirmed: readonly string[] = [],
) {
  const start = updates[0]!.getTime();
  const count = Math.floor((until.getTime() - start) / (everyHours * HOUR)) + 1;
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(start + index * everyHours * HOUR);
    const version = updates.filter((update) => update <= at).length;
    return {
      at,
      fingerprint: String(version),
      parameters: { groupby_names: 'id', subset_condition: null },
      isConfirmed: confirmed.includes(at.toISOString()),
    };
  });
}
/** What is wrong, as `day hour finding`. */
function alarms(
  runs: ReturnType<typeof runsOver>,
  settings: Partial<FreshnessSettings> = {},
  definition: TestDefinition = PREDICTED,
): string[] {
  return [...replayUpdates(definition, runs, { ...SETTINGS, ...settings })]
    .filter(({ verdict }) => verdict.code === 0)
    .map(({ run, verdict }) => `${run.at.toISOString().slice(0, 13)} ${verdict.finding}`);
}
/** Days from Monday 2024-01-01 on which `is` holds, at an hour of the clock of a zone. */
function daysAt(hour: number, days: number, is: (index: number) => boolean, timeZone = 'UTC'): Date[] {
  const first = Date.parse('2024-01-01T00:00:00Z') / DAY;
  return Array.from({ length: days }, (_, index) => index)
    .filter(is)
    .map((index) => instantAt(first + index, hour, timeZone));
}
const isWeekday = (index: number): boolean => index % 7 < 5;
const end = (updates: readonly Date[], hours = 0): Date => new Date(updates.at(-1)!.getTime() + hours * HOUR);

describe('a table that is updated on weekdays at seven', () => {
  const fiveWeeks = daysAt(7, 35, isWeekday);

  it.each([24, 1])('is fine for five weeks, weekends too, with a run every %d hours', (hours) => {
    expect(alarms(runsOver(fiveWeeks, hours, end(fiveWeeks, 71)))).toEqual([]);
  });

  it('is late on each day of an outage, and so is the update after it; the next one is fine', () => {
    // From Monday to Wednesday of the sixth week.
    const updates = daysAt(7, 40, (index) => isWeekday(index) && (index < 35 || index > 37));
    expect(alarms(runsOver(updates, 24, end(updates)))).toEqual([
      '2024-02-05T07 late',
      '2024-02-06T07 late',
      '2024-02-07T07 late',
      '2024-02-08T07 later',
    ]);
  });

  it('is given the hours after its window where runs come more often than updates', () => {
    const updates = fiveWeeks.slice(0, -1);
    const [first] = alarms(runsOver(updates, 1, end(updates, 30)));
    expect(first).toBe('2024-02-02T11 late');
  });

  it('teaches nothing by a gap that a person confirmed to be wrong', () => {
    const updates = daysAt(7, 47, (index) => index < 35 || index > 44);
    const runs = (confirmed: readonly string[]) => runsOver(updates, 24, end(updates), confirmed);
    const upperAfter = (confirmed: readonly string[]) =>
      [...replayUpdates(PREDICTED, runs(confirmed), { ...SETTINGS, timeZone: 'Asia/Tokyo' })].at(-1)!
        .definition.watch!.bounds;
    expect(upperAfter([]).staleness).toBe(1224);
    expect(learnUpdates(seenAt(updates), SETTINGS).bounds?.upper).toBe(11 * 1440 * 1.25);
    const confirmed = seenAt(updates).map((update, index) => ({ ...update, isGapConfirmed: index === 35 }));
    expect(learnUpdates(confirmed, SETTINGS).bounds?.upper).toBe(1800);
    expect(upperAfter(['2024-02-06T07:00:00.000Z']).upper).not.toBeNull();
  });
});

const seenAt = (updates: readonly Date[]) => updates.map((at) => ({ at, isGapConfirmed: false }));

describe('a table that is updated every two hours of the working day', () => {
  const updates = [8, 10, 12, 14, 16, 18]
    .flatMap((hour) => daysAt(hour, 33, isWeekday))
    .sort((a, b) => a.getTime() - b.getTime());

  it('is never late at night or on a weekend', () => {
    expect(alarms(runsOver(updates, 2, end(updates, 12)))).toEqual([]);
    expect(alarms(runsOver(updates, 1, end(updates, 12)))).toEqual([]);
  });

  it('is late within the next hours when it misses one', () => {
    const missed = updates.filter((at) => !/^2024-01-31T1[02468]/.test(at.toISOString()));
    expect(alarms(runsOver(missed, 2, new Date('2024-01-31T18:00:00Z')))).toEqual([
      '2024-01-31T10 late',
      '2024-01-31T12 late',
      '2024-01-31T14 late',
      '2024-01-31T16 late',
      '2024-01-31T18 late',
    ]);
  });
});

describe('a table that is updated at other times', () => {
  it('every Thursday is early on a Tuesday', () => {
    const thursdays = daysAt(9, 120, (index) => index % 7 === 3);
    const tuesday = new Date(thursdays.at(-1)!.getTime() + 5 * DAY);
    const found = alarms(runsOver([...thursdays, tuesday], 24, tuesday), { sensitivity: 'low' });
    expect(found).toEqual([`${tuesday.toISOString().slice(0, 13)} early`]);
    const few = [...thursdays.slice(0, 8), new Date(thursdays[7]!.getTime() + 5 * DAY)];
    expect(alarms(runsOver(few, 24, end(few)), { sensitivity: 'low' })).toHaveLength(1);
  });

  it('four times only is never judged', () => {
    const four = daysAt(7, 4, () => true);
    const runs = runsOver(four, 24, end(four, 24 * 100));
    const findings = [...replayUpdates(PREDICTED, runs, SETTINGS)].map(({ verdict }) => verdict.finding);
    expect(new Set<UpdateFinding>(findings)).toEqual(new Set(['first', 'learning']));
  });

  it('around midnight is on time on either side of it', () => {
    const first = Date.parse('2024-01-01T00:00:00Z');
    const nights = Array.from({ length: 40 }, (_, index) => index).filter(isWeekday);
    const updates = nights.map(
      (day, index) => new Date(first + day * DAY + (index % 2 === 0 ? 23.5 : 24.5) * HOUR),
    );
    const { schedule } = learnUpdates(seenAt(updates), SETTINGS);
    expect(schedule).toMatchObject({ stage: 'active', activeDays: [0, 1, 2, 3, 4], dayStartsAt: 12 });
    expect(schedule.window).toEqual({ start: 23.5, end: 24.5 });
    expect(alarms(runsOver(updates, 1, end(updates, 60)))).toEqual([]);
  });
});

describe('a table that is updated every day at seven of the clock', () => {
  it.each(['America/New_York', 'Europe/Berlin', 'Australia/Sydney'])(
    'is fine when clocks change in %s',
    (timeZone) => {
      // Half a year: both changes of the south, one of the north.
      const updates = daysAt(7, 120, () => true, timeZone);
      const runs = updates.map((at, index) => ({
        at,
        fingerprint: String(index),
        parameters: { groupby_names: 'id', subset_condition: null },
        isConfirmed: false,
      }));
      expect(alarms(runs, { timeZone })).toEqual([]);
      const weekdays = runs.filter((_, index) => isWeekday(index));
      expect(alarms(weekdays, { timeZone, excludeWeekends: true })).toEqual([]);
    },
  );
});

describe('holidays', () => {
  // Christmas of 2024 was a Wednesday; New Year follows.
  const days = Array.from(
    { length: 45 },
    (_, index) => new Date(Date.parse('2024-11-18T07:00:00Z') + index * DAY),
  );
  const isHoliday = (at: Date) => /-(12-25|12-26|01-01)T/.test(at.toISOString());
  const updates = days.filter((at) => at.getUTCDay() % 6 !== 0 && !isHoliday(at));

  it('are no reason to be late, and spoil nothing that is learned', () => {
    const until = new Date('2024-12-31T07:00:00Z');
    expect(alarms(runsOver(updates, 24, until), { holidayCodes: ['DE'] })).toEqual([]);
    expect(alarms(runsOver(updates, 24, until))).toEqual([
      '2024-12-25T07 late',
      '2024-12-26T07 late',
      '2024-12-27T07 later',
    ]);
    const learned = learnUpdates(seenAt(updates), { ...SETTINGS, holidayCodes: ['DE'] });
    expect(learned.bounds).toMatchObject({ lower: 1440, upper: 1800 });
  });

  it('count alone, before there is a schedule, in training and in the run', () => {
    const few = updates.slice(15, 30);
    const found = alarms(runsOver(few, 24, end(few)), { holidayCodes: ['DE'], excludeWeekends: true });
    expect(found).toEqual([]);
  });
});

it('a longest gap of a person holds without any learning, and excluded days do not count', () => {
  const written: TestDefinition = {
    ...PREDICTED,
    parameters: { ...NO_PARAMETERS, groupby_names: 'id', upper_tolerance: '1500' },
  };
  const updates = daysAt(7, 12, isWeekday);
  const runs = runsOver(updates, 24, end(updates, 24));
  expect(alarms(runs, {}, written)).toEqual(['2024-01-07T07 late', '2024-01-08T07 later']);
  expect(alarms(runs, { excludeWeekends: true }, written)).toEqual([]);
});
