import { describe, expect, it } from 'vitest';
import { deadlineQuery, readDeadline } from './deadline.ts';

const NOW = Date.parse('2026-03-01T08:00:00Z');
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

describe('a deadline', () => {
  it.each([
    ['30m', 30 * MINUTE],
    ['90s', 1.5 * MINUTE],
    ['2h', 120 * MINUTE],
    ['1d', DAY],
    ['PT1H30M', 90 * MINUTE],
    ['PT45S', 0.75 * MINUTE],
    ['P1DT12H', 1.5 * DAY],
    ['P2D', 2 * DAY],
  ])('is %s from now on', (text, after) => {
    expect(readDeadline(text, NOW)).toBe(NOW + after);
  });

  it.each(['2026-03-01T09:00:00Z', '2026-03-01T10:00:00+01:00', '2026-03-01T09:00:00.000Z'])(
    'is %s',
    (text) => {
      expect(readDeadline(text, NOW)).toBe(NOW + 60 * MINUTE);
    },
  );

  it.each([
    '',
    'tomorrow',
    '30',
    '-5m',
    '1.5h',
    'P',
    'PT',
    'P1M',
    '2026-03-01',
    '2026-03-01T09:00:00',
    '9:00',
  ])('is not %j', (text) => {
    expect(readDeadline(text, NOW)).toBeNull();
  });
});

describe('the deadline of a submission', () => {
  const mistakeIn = (text: string) => deadlineQuery.safeParse(text).error?.issues[0]?.message;

  it('is parsed to a time in UTC, and may be left out', () => {
    expect(Date.parse(deadlineQuery.parse('1h')!) - Date.now()).toBeGreaterThan(59 * MINUTE);
    expect(deadlineQuery.parse(undefined)).toBeUndefined();
  });

  it.each([
    ['soon', /^must be a duration such as 30m/],
    ['2026-03-01T08:00:00', /its zone/],
    ['2020-03-01T08:00:00Z', /^must lie in the future$/],
    ['0s', /^must lie in the future$/],
    ['15d', /^must be at most 14 days ahead$/],
  ])('is refused as %s', (text, says) => {
    expect(mistakeIn(text)).toMatch(says);
  });
});
