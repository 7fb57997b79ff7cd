import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('createRandom', () => {
  it('repeats itself for the same seed and stream, and for no other', () => {
    const draw = (seed: number, stream: string) => {
      const random = createRandom(seed, stream);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw(7, 'a')).toEqual(draw(7, 'a'));
    expect(draw(7, 'a')).not.toEqual(draw(8, 'a'));
    expect(draw(7, 'a')).not.toEqual(draw(7, 'b'));
  });

  it('keeps whole numbers between both ends, and reaches both', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 5 }),
        (seed, from, span) => {
          const random = createRandom(seed, 'integers');
          const seen = new Set(Array.from({ length: 400 }, () => random.integer(from, from + span)));
          expect([...seen].sort((a, b) => a - b)).toEqual(
            Array.from({ length: span + 1 }, (_, i) => from + i),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('samples different items only, all of them when asked for more', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.integer()), fc.nat(30), (seed, items, count) => {
        const sample = createRandom(seed, 'sample').sample(items, count);
        expect(sample).toHaveLength(Math.min(count, items.length));
        expect(new Set(sample).size).toBe(sample.length);
        expect(sample.every((item) => items.includes(item))).toBe(true);
      }),
    );
  });

  it('follows the weights', () => {
    const random = createRandom(1, 'weights');
    const draws = Array.from({ length: 10_000 }, () =>
      random.weighted([
        ['rare', 1],
        ['common', 9],
      ] as const),
    );
    const rare = draws.filter((draw) => draw === 'rare').length / draws.length;
    expect(rare).toBeGreaterThan(0.08);
    expect(rare).toBeLessThan(0.12);
  });
});
