import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatScore, formatSeconds, plural } from './figures.ts';

it('writes counts with separators, and a dash for what is not known', () => {
  expect([0, 999, 12_345, null, undefined].map(formatCount)).toEqual(['0', '999', '12,345', '–', '–']);
});

describe('a score', () => {
  it('is of a hundred, with one decimal', () => {
    expect([0, 0.5, 0.98765, 1].map(formatScore)).toEqual(['0.0', '50.0', '98.8', '100.0']);
  });

  it('says when nothing was measured', () => {
    expect(formatScore(null)).toBe('not measured');
  });

  it('is perfect or ruined only when the share is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const text = formatScore(share);
        expect(text === '100.0').toBe(share === 1);
        expect(text === '0.0').toBe(share === 0);
      }),
    );
  });
});

it('writes short times in milliseconds and long ones in seconds', () => {
  expect([0.4, 999, 1000, 61_250].map(formatSeconds)).toEqual(['0 ms', '999 ms', '1.0 s', '61.3 s']);
});

it('counts things by their names', () => {
  expect([plural(1, 'table'), plural(1200, 'table'), plural(0, 'query', 'queries')]).toEqual([
    '1 table',
    '1,200 tables',
    '0 queries',
  ]);
});
