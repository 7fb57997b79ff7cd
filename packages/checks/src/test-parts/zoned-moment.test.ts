import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockAt, instantOf, isTimeZone } from './zoned-moment.ts';

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const instant = (clock: string, zone: string): string =>
  new Date(instantOf(seconds(`${clock}Z`), zone) * 1000).toISOString();

describe('instantOf', () => {
  it.each([
    ['2024-01-01T10:00:00', 'Europe/Berlin', '2024-01-01T09:00:00.000Z'],
    ['2024-07-01T10:00:00', 'Europe/Berlin', '2024-07-01T08:00:00.000Z'],
    ['2024-07-01T10:00:00', 'UTC', '2024-07-01T10:00:00.000Z'],
    ['2024-07-01T10:00:00.5', 'Asia/Kathmandu', '2024-07-01T04:15:00.500Z'],
    ['2024-07-01T00:30:00', 'Pacific/Kiritimati', '2024-06-30T10:30:00.000Z'],
  ])('%s in %s', (clock, zone, expected) => {
    expect(instant(clock, zone)).toBe(expected);
  });

  it('reads an hour that comes twice as the later one', () => {
    expect(instant('2024-10-27T01:59:59', 'Europe/Berlin')).toBe('2024-10-26T23:59:59.000Z');
    expect(instant('2024-10-27T02:30:00', 'Europe/Berlin')).toBe('2024-10-27T01:30:00.000Z');
    expect(instant('2024-11-03T01:30:00', 'America/New_York')).toBe('2024-11-03T06:30:00.000Z');
  });

  it('reads an hour that is skipped by the clocks of before', () => {
    expect(instant('2024-03-31T02:30:00', 'Europe/Berlin')).toBe('2024-03-31T01:30:00.000Z');
    expect(instant('2024-03-31T03:00:00', 'Europe/Berlin')).toBe('2024-03-31T01:00:00.000Z');
  });

  it('leaves alone what lies before all zones, however far', () => {
    expect(instantOf(seconds('0001-01-01'), 'Europe/Berlin')).toBe(seconds('0001-01-01'));
    // The first year of DuckDB, which no JavaScript date reaches.
    expect(instantOf(-9.2e12, 'Europe/Berlin')).toBe(-9.2e12);
  });

  it('undoes clockAt, but for the first of two equal clock times', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    const instants = fc.integer({ min: seconds('1990-01-01'), max: seconds('2035-01-01') });
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const found = instantOf(clockAt(at, zone), zone);
        expect(found).toBeGreaterThanOrEqual(at);
        expect(clockAt(found, zone)).toBe(clockAt(at, zone));
      }),
    );
  });
});

describe('isTimeZone', () => {
  it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });
  it.each(['Europe/Atlantis', 'noon', ''])('does not know "%s"', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
