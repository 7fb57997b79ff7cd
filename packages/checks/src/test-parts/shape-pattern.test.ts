import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchored, shapeToPattern } from './shape-pattern.ts';

const shapeOf = (value: string): string =>
  value.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, 'N');
const matchesWhole = (pattern: string, value: string): boolean =>
  new RegExp(anchored(pattern), 'u').test(value);

describe('the pattern of a shape', () => {
  it('spells runs with their length and escapes what has a meaning', () => {
    expect(shapeToPattern('AA-N.NNN (a)')).toBe(
      '[A-Z]{2}-[0-9]\\.[0-9]{3} \\([a]\\)'.replace('[a]', '[a-z]'),
    );
  });

  it('matches every value of that shape, whatever characters it holds', () => {
    const values = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(values, (value) => {
        expect(matchesWhole(shapeToPattern(shapeOf(value)), value)).toBe(true);
      }),
    );
  });

  it('matches no value of another shape', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'B', '7', '.', '*', '(', '$', '\\'),
      minLength: 1,
    });
    fc.assert(
      fc.property(letters, letters, (value, other) => {
        fc.pre(shapeOf(value) !== shapeOf(other));
        expect(matchesWhole(shapeToPattern(shapeOf(value)), other)).toBe(false);
      }),
    );
  });

  it('spells very long runs in parts that PostgreSQL takes', () => {
    expect(shapeToPattern('N'.repeat(300))).toBe('[0-9]{255}[0-9]{45}');
  });
});

describe('anchoring', () => {
  it('holds all alternatives against the whole value', () => {
    expect(matchesWhole('a|b', 'ab')).toBe(false);
    expect(matchesWhole('a|b', 'b')).toBe(true);
  });

  it('leaves flags where engines look for them', () => {
    expect(anchored('(?i)abc')).toBe('(?i)^(abc)$');
  });
});
