import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jensenShannonDistance, stabilityIndex, stabilityNoise } from './distribution-distance.ts';

const counts = fc.array(fc.nat(10_000), { minLength: 2, maxLength: 12 });
const pair = fc
  .tuple(counts, counts)
  .map(([before, after]) => {
    const cells = Math.min(before.length, after.length);
    return { before: before.slice(0, cells), after: after.slice(0, cells) };
  })
  .filter(({ before, after }) => [before, after].every((side) => side.some((count) => count > 0)));

describe('the Jensen-Shannon distance', () => {
  it('is what it is by hand', () => {
    // m = (3/4, 1/4): D(p || m) = log2(4/3), D(q || m) = 1/2 log2(2/3) + 1/2 log2(2).
    const byHand = Math.sqrt((Math.log2(4 / 3) + (Math.log2(2 / 3) + 1) / 2) / 2);
    expect(jensenShannonDistance({ before: [10, 0], after: [7, 7] })).toBeCloseTo(byHand, 12);
  });
  it('is 0 for the same shares and 1 for nothing in common', () => {
    expect(jensenShannonDistance({ before: [1, 3], after: [20, 60] })).toBeCloseTo(0, 12);
    expect(jensenShannonDistance({ before: [5, 0], after: [0, 9] })).toBe(1);
  });
  it('is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(pair, ({ before, after }) => {
        const there = jensenShannonDistance({ before, after });
        expect(there).toBeCloseTo(jensenShannonDistance({ before: after, after: before }) ?? -1, 12);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
      }),
    );
  });
  it('has nothing to say about no rows', () => {
    expect(jensenShannonDistance({ before: [0, 0], after: [1, 2] })).toBeNull();
    expect(stabilityIndex({ before: [1, 2], after: [0, 0] })).toBeNull();
  });
});

describe('the stability index', () => {
  it('is what it is by hand', () => {
    // Half a row in each cell: shares 1/4, 3/4 and 3/4, 1/4.
    expect(stabilityIndex({ before: [0.5, 2.5], after: [2.5, 0.5] })).toBeCloseTo(Math.log(3), 12);
  });
  it('is never negative, and finite where a cell is empty', () => {
    fc.assert(
      fc.property(pair, (cells) => {
        const index = stabilityIndex(cells) ?? -1;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(index)).toBe(true);
      }),
    );
  });
  it('takes chance for what it is: of 2,000 pairs of samples of one distribution few go beyond the noise', () => {
    const random = seeded(7);
    let beyond = 0;
    for (let trial = 0; trial < 2_000; trial++) {
      const draw = (rows: number) => {
        const cells = [0, 0, 0, 0, 0, 0, 0, 0];
        for (let row = 0; row < rows; row++) cells[Math.floor(random() ** 1.5 * 8)]! += 1;
        return cells;
      };
      const cells = { before: draw(200), after: draw(350) };
      if ((stabilityIndex(cells) ?? 0) > stabilityNoise(cells)) beyond += 1;
    }
    // Two are expected; ten would be a wrong formula.
    expect(beyond).toBeLessThan(10);
  });
});

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
