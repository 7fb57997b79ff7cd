import { expect, it } from 'vitest';
import { seasonKey } from './season.ts';

it.each([
  ['weekday', 'UTC', '2024-01-05T23:30:00.500Z', 'Fri'],
  ['weekday', 'UTC', '1969-12-31T23:59:59.999Z', 'Wed'],
  ['weekday', 'Asia/Tokyo', '2024-01-05T23:30:00Z', 'Sat'],
  ['hour', 'UTC', '2024-01-05T23:59:59.999Z', 'workday 23:00'],
  ['hour', 'America/New_York', '2024-01-07T03:30:00Z', 'weekend 22:00'],
  // An hour later on the clock after the change to summer time.
  ['hour', 'Europe/Berlin', '2024-03-29T06:00:00Z', 'workday 7:00'],
  ['hour', 'Europe/Berlin', '2024-04-02T06:00:00Z', 'workday 8:00'],
] as const)('the %s in %s at %s is %s', (season, timeZone, at, key) => {
  expect(seasonKey(season, timeZone)(new Date(at))).toBe(key);
});
