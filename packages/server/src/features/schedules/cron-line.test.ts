import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronProblems, nextFiring, nextFirings, normalCron, timeZoneProblems } from './cron-line.ts';
import { type CronFields, fits, localMinute, writeLine } from './testing/cron-reference.ts';

const firings = (cron: string, timeZone: string, after: string, count: number): string[] =>
  nextFirings({ cron, timeZone }, new Date(after), count).map((at) => at.toISOString());

describe('a cron line', () => {
  it.each([
    ['five stars', '* * * * *'],
    ['steps and ranges', '*/15 8-18/2 1,15 * MON-FRI'],
    ['names in small letters', '0 5 * jan-mar sun'],
    ['a second Friday', '0 5 * * FRI#2'],
    ['the last day, and the weekday nearest to one', '0 5 L * *'],
    ['the nearest weekday', '0 5 15W * *'],
    ['Sunday as 7', '0 5 * * 7'],
    ['29 February', '0 5 29 2 *'],
    ['spaces at will', '  0   5 * * *  '],
  ])('may have %s', (_, line) => {
    expect(cronProblems(line)).toEqual([]);
  });

  it.each([
    ['', /must have five fields/],
    ['5 * * *', /must have five fields/],
    ['0 0 5 * * *', /must have five fields/],
    ['@daily', /must have five fields/],
    ['2026-03-01T05:00:00', /must have five fields/],
    ['60 5 * * *', /minute, which holds 0 to 59/],
    ['*/61 * * * *', /minute, which/],
    ['*/0 * * * *', /minute, which/],
    ['5/15 * * * *', /minute, which/],
    ['0 24 * * *', /hour, which/],
    ['0 5 0 * *', /day of the month, which/],
    ['0 5 * 13 *', /month, which/],
    ['0 5 * * MONDAY', /day of the week, which/],
    ['0 5 * * +1', /day of the week, which/],
    ['0 5 ? * *', /day of the month, which/],
    ['0 5 31 2 *', /never fire/],
    ['0 5 30,31 2 *', /never fire/],
    ['0 5 31 4,6 *', /never fire/],
  ])('%j is refused with an example of a right one', (line, says) => {
    const problems = cronProblems(line);
    expect(problems).toEqual([expect.stringMatching(says)]);
    expect(problems[0]).toContain('30 5 * * MON-FRI');
  });

  it('is told all its mistakes at once', () => {
    expect(cronProblems('60 24 0 13 8')).toHaveLength(5);
  });

  it('fires at most once a minute, on the minute', () => {
    expect(firings('* * * * *', 'UTC', '2026-03-01T00:00:00.500Z', 2)).toEqual([
      '2026-03-01T00:01:00.000Z',
      '2026-03-01T00:02:00.000Z',
    ]);
    expect(firings('* * * * *', 'UTC', '2026-02-28T23:59:59.999Z', 1)).toEqual(['2026-03-01T00:00:00.000Z']);
  });

  it('means either day when both day fields are restricted', () => {
    expect(firings('0 5 13 * FRI', 'UTC', '2026-05-07T12:00:00Z', 3)).toEqual([
      '2026-05-08T05:00:00.000Z',
      '2026-05-13T05:00:00.000Z',
      '2026-05-15T05:00:00.000Z',
    ]);
  });

  it('has one spelling', () => {
    expect(normalCron(' 0  5 * * mon-Fri')).toBe('0 5 * * MON-FRI');
  });
});

describe('a time zone', () => {
  it.each(['Europe/Berlin', 'UTC', 'Asia/Kolkata', 'US/Eastern'])('%s is one', (name) => {
    expect(timeZoneProblems(name)).toEqual([]);
  });

  it.each(['', 'Mars/Olympus', '+02:00', 'Berlin', 'local'])(
    '%j is none, and the answer shows one',
    (name) => {
      expect(timeZoneProblems(name)).toEqual([expect.stringContaining('Europe/Berlin')]);
    },
  );
});

describe('when summer time begins', () => {
  it.each([
    [
      'Europe/Berlin',
      '30 2 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
    ],
    [
      'America/New_York',
      '30 2 * * *',
      '2026-03-07T12:00:00Z',
      ['2026-03-08T07:00:00.000Z', '2026-03-09T06:30:00.000Z'],
    ],
    // Both moments of the list are skipped, and there is one first moment after them.
    [
      'Europe/Berlin',
      '15,45 2 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00:00.000Z', '2026-03-30T00:15:00.000Z'],
    ],
    // What falls on the first moment after the gap anyway, fires once with it.
    [
      'Europe/Berlin',
      '0 2-3 * * *',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00:00.000Z', '2026-03-30T00:00:00.000Z'],
    ],
  ])('%s: %s fires once at the first moment after the gap', (zone, line, after, expected) => {
    expect(firings(line, zone, after, 2)).toEqual(expected);
  });

  it('a step or a star goes on with real time', () => {
    expect(firings('*/30 * * * *', 'Europe/Berlin', '2026-03-29T00:00:00Z', 3)).toEqual([
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:30:00.000Z',
    ]);
  });
});

describe('when summer time ends', () => {
  it.each([
    [
      'Europe/Berlin',
      '30 2 * * *',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
    [
      'America/New_York',
      '30 1 * * *',
      '2026-10-31T12:00:00Z',
      ['2026-11-01T05:30:00.000Z', '2026-11-02T06:30:00.000Z'],
    ],
    // Asked between the first 02:30 and the second.
    ['Europe/Berlin', '30 2 * * *', '2026-10-25T00:45:00Z', ['2026-10-26T01:30:00.000Z']],
    ['Europe/Berlin', '30 2 * * *', '2026-10-25T01:15:00Z', ['2026-10-26T01:30:00.000Z']],
  ])('%s: %s fires the first time only', (zone, line, after, expected) => {
    expect(firings(line, zone, after, expected.length)).toEqual(expected);
  });

  it('a step or a star goes on with real time', () => {
    expect(firings('0 * * * *', 'Europe/Berlin', '2026-10-24T23:30:00Z', 3)).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });
});

/** Values of a field as a list; null stands for a star. */
const some = (low: number, high: number) =>
  fc.option(fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 4 }), {
    nil: null,
  });

const fields: fc.Arbitrary<CronFields> = fc.record({
  minute: some(0, 59),
  hour: some(0, 23),
  day: some(1, 31),
  month: some(1, 12),
  weekday: some(0, 6),
});
const HOUR = 3_600_000;
const moment = fc
  .oneof(
    fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) }),
    // Most of the mistakes that can be made are made within a day of these.
    fc
      .tuple(
        fc.constantFrom(
          '2026-03-29T01:00Z',
          '2026-10-25T01:00Z',
          '2026-03-08T07:00Z',
          '2026-11-01T06:00Z',
          '2026-04-04T15:00Z',
        ),
        fc.integer({ min: -24 * HOUR, max: 3 * HOUR }),
      )
      .map(([change, away]) => Date.parse(change) + away),
  )
  .map((milliseconds) => new Date(milliseconds));
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
);

describe('the next firings of any line', () => {
  const writable = fields.filter((line) => cronProblems(writeLine(line)).length === 0);

  it('strictly increase, are whole minutes, and do not depend on how they are asked for', () => {
    fc.assert(
      fc.property(writable, zone, moment, (line, timeZone, after) => {
        const timing = { cron: writeLine(line), timeZone };
        let before = after;
        for (const at of nextFirings(timing, after, 6)) {
          expect(at.getTime()).toBeGreaterThan(before.getTime());
          expect(at.getTime() % 60_000).toBe(0);
          expect(nextFiring(timing, before)).toEqual(at);
          before = at;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are moments that fit the line, or the first after a gap that swallowed one', () => {
    fc.assert(
      fc.property(writable, zone, moment, (line, timeZone, after) => {
        for (const at of nextFirings({ cron: writeLine(line), timeZone }, after, 4)) {
          const now = localMinute(at, timeZone);
          if (fits(line, now)) continue;
          const skipped = now - localMinute(new Date(at.getTime() - 60_000), timeZone) - 1;
          const swallowed = Array.from({ length: skipped }, (_, back) => now - 1 - back);
          expect(swallowed.some((minute) => fits(line, minute))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leave out no moment that fits', () => {
    fc.assert(
      fc.property(writable, moment, (line, after) => {
        const [next] = nextFirings({ cron: writeLine(line), timeZone: 'UTC' }, after, 1);
        const first = Math.floor(after.getTime() / 60_000) + 1;
        const end = Math.min((next?.getTime() ?? Number.POSITIVE_INFINITY) / 60_000, first + 20_000);
        let minute = first;
        while (minute < end && !fits(line, minute)) minute += 1;
        expect(minute).toBeGreaterThanOrEqual(end);
      }),
      { numRuns: 40 },
    );
  });
});
