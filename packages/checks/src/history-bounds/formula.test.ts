import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParameterSyntaxError } from '../test-parameters/parameter-syntax-error.ts';
import { parseFormula } from './formula.ts';

const NAMES = ['A', 'LONG_NAME', 'MISSING'] as const;
const value = (text: string) => parseFormula(text, NAMES)({ A: 10, LONG_NAME: 2, MISSING: null });

describe('a formula', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 2 - 3', 5],
    ['24 / 4 / 2', 3],
    ['-{A} + +3', -7],
    ['2 - -2', 4],
    ['1.5e2 + .5', 150.5],
    ['{A} + 2*{LONG_NAME}', 14],
    [' {a}\n', 10],
    ['greatest({A}, 3, 11.5) - LEAST(4, 2)', 9.5],
    ['round({A} / 4) + floor(1.9) + ceil(1.1) + abs(-1) + sqrt(16)', 3 + 1 + 2 + 1 + 4],
  ])('%s = %d', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    '{MISSING}',
    '1 + {MISSING} * 0',
    'greatest(1, {MISSING})',
    '1 / 0',
    '1 / 0 - 1 / 0',
    'sqrt(-1)',
    '1e300 * 1e300',
  ])('has no result: %s', (text) => {
    expect(value(text)).toBeNull();
  });

  it.each([
    ['', /ends where a number/],
    ['1 +', /ends where a number/],
    ['(1', /ends where/],
    ['1)', /"\)" does not fit at character 2/],
    ['1 2', /"2" does not fit at character 3/],
    ['{AVG}', /no \{AVG\}; write one of \{A\} \{LONG_NAME\}/],
    ['abs(1, 2)', /"," does not fit/],
    ['pg_sleep(10)', /"_" does not fit|no function/],
    ['constructor(1)', /no function "constructor"/],
    ['1; DROP TABLE x', /";" does not fit at character 2/],
    ['(SELECT 1)', /no function "SELECT"/],
    [`${'('.repeat(300)}1${')'.repeat(300)}`, /longer than 500/],
  ])('is refused with the place and a remedy: %s', (text, message) => {
    expect(() => value(text)).toThrow(ParameterSyntaxError);
    expect(() => value(text)).toThrow(message);
  });

  it('computes what arithmetic does', () => {
    const number = fc.integer({ min: 1, max: 1000 });
    const sign = fc.constantFrom('+', '-', '*');
    fc.assert(
      fc.property(number, sign, number, sign, number, (a, first, b, second, c) => {
        const text = `${a} ${first} ${b} ${second} ${c}`;
        // Digits and signs of our own making.
        expect(value(text)).toBe(new Function(`return ${text}`)());
      }),
    );
  });

  it('never fails in another way, whatever is written', () => {
    const parts = ['1', '.', 'e', '{A}', '{', '}', '(', ')', '+', '-', '/', ',', 'abs', ' ', '\u0000', '😀'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (some) => {
        try {
          const found = value(some.join(''));
          expect(found === null || Number.isFinite(found)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ParameterSyntaxError);
        }
      }),
    );
  });
});
