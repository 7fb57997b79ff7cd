import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PortablePatternError } from './dialect-errors.ts';
import * as e from './expression.ts';
import { dialects } from './registry.ts';
import { assertPortablePattern } from './regular-expression.ts';
import { createRenderer } from './render.ts';
import { answers } from './testing/given.ts';
import { type Cell, describeOnLiveEngines } from './testing/live-engines.ts';
import { portablePattern, subject } from './testing/portable-patterns.ts';

const x = e.column<'text'>('x', 'text');

describe('the portable subset', () => {
  it.each([
    '^[0-9]{5}(-[0-9]{4})?$',
    '^[A-Za-z0-9\\._%+-]+@[A-Za-z0-9\\.-]+\\.[A-Za-z]{2,}$',
    '[\u00a0\u2009\u200b\ufeff]',
    '^(\\.+|-+|\\?+|[ \t\n]+)$',
    '[+-]',
    '[\\]\\[\\\\^]',
    '\\$\\%\\@\\#',
    'a{0,255}',
    '((a{10}){10}){10}',
    '(^|,)[a-z]+(,|$)',
  ])('has %j', (pattern) => {
    expect(() => assertPortablePattern(pattern)).not.toThrow();
  });

  it.each([
    ['a.c', 2, 'bracket class'],
    ['\\d+', 1, '[0-9]'],
    ['a\\b', 2, 'backslash'],
    ['\\x41', 1, 'backslash'],
    ['(a)\\1', 4, 'backslash'],
    ['a\\', 2, 'backslash'],
    ['a*?', 3, 'lazy'],
    ['a++', 3, 'possessive'],
    ['a{2}{3}', 5, 'second quantifier'],
    ['(?=a)', 2, 'look-around'],
    ['(?i)a', 2, 'flags'],
    ['(?:a)', 2, 'plain group'],
    ['[[:alpha:]]', 2, 'POSIX'],
    ['[a&&b]', 3, 'single &'],
    ['[]a]', 2, 'empty bracket class'],
    ['[a', 1, 'not closed'],
    ['[z-a]', 5, 'backwards'],
    ['[a-c-e]', 5, 'inside of a class'],
    ['[a-]b-]', 7, 'write'],
    ['a]', 2, 'write \\]'],
    ['a}', 2, 'write \\}'],
    ['a{,2}', 2, '{m,n}'],
    ['a{x}', 2, '{m,n}'],
    ['a{3,2}', 2, 'backwards'],
    ['a{256}', 2, '255'],
    ['((a{11}){10}){10}', 14, '1000'],
    ['*a', 1, 'nothing to repeat'],
    ['a|*', 3, 'nothing to repeat'],
    ['^*', 2, 'anchor'],
    ['(^a|b)*', 7, 'anchor'],
    ['(a', 3, 'not closed'],
    ['a)', 2, 'closing'],
    ['a||b', 3, 'empty alternative'],
    ['()', 2, 'empty alternative'],
    ['', 1, 'empty alternative'],
    ['a\0', 2, 'NUL'],
  ])('refuses %j at character %i', (pattern, place, problem) => {
    const refused = () => assertPortablePattern(pattern);
    expect(refused).toThrow(PortablePatternError);
    expect(refused).toThrow(`character ${place}:`);
    expect(refused).toThrow(problem);
  });

  it('is asked of the patterns of checks, and not of those of users', () => {
    const renderer = () => createRenderer(dialects.duckdb);
    expect(() => renderer().expression(e.matches(x, '\\d'))).toThrow(PortablePatternError);
    expect(() => renderer().expression(e.matchesUserPattern(x, '\\d'))).not.toThrow();
    expect(() => renderer().expression(e.matches(e.text('\\d'), 'a'))).not.toThrow();
  });

  it('holds every pattern that the tests below make', () => {
    fc.assert(fc.property(portablePattern, assertPortablePattern), { numRuns: 2000, seed: 11 });
  });
});

describeOnLiveEngines('a portable pattern', (engine) => {
  it('finds what it finds in JavaScript', async () => {
    await fc.assert(
      fc.asyncProperty(
        portablePattern,
        fc.array(subject, { minLength: 1, maxLength: 8 }),
        async (pattern, subjects) => {
          const found = await matching(pattern, subjects);
          const expected = subjects.map((one) => new RegExp(pattern, 'u').test(one));
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 400, seed: 13 },
    );
  });

  it('may escape any punctuation that the subset allows', async () => {
    const punctuation = [...'!"#$%&()*+,-./:;=?@[\\]^{|}~'];
    for (const character of punctuation) {
      expect(await matching(`^\\${character}$`, punctuation)).toEqual(
        punctuation.map((one) => one === character),
      );
      expect(await matching(`^[\\${character}]$`, punctuation)).toEqual(
        punctuation.map((one) => one === character),
      );
    }
  });

  /** One answer per subject, in order. */
  async function matching(pattern: string, subjects: readonly string[]): Promise<Cell[]> {
    const renderer = createRenderer(engine.dialect);
    const select = renderer.statement(`x, ${renderer.expression(e.matches(x, pattern))} AS found`);
    const rows = await answers(
      engine,
      ['text'],
      [...new Set(subjects)].map((one) => [one]),
      select,
    );
    const byValue = new Map(rows.map((row) => [row.x, row.found]));
    return subjects.map((one) => byValue.get(one) as Cell);
  }
});
