import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParameterSyntaxError } from './parameter-syntax-error.ts';
import { formatValueList, parseValueList } from './value-list.ts';

describe('a list of values', () => {
  it('reads the quoted form, with or without brackets around it', () => {
    expect(parseValueList(`('red','it''s, well','')`)).toEqual(['red', `it's, well`, '']);
    expect(parseValueList(`'red', 'blue'`)).toEqual(['red', 'blue']);
  });

  it('reads numbers as they are written', () => {
    expect(parseValueList('(1, 2.50)')).toEqual(['1', '2.50']);
  });

  it('reads a JSON array', () => {
    expect(parseValueList(`["a", "it's", 3, true]`)).toEqual(['a', `it's`, '3', 'true']);
  });

  it('reads back whatever values it wrote', () => {
    const values = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 });
    fc.assert(
      fc.property(values, (list) => {
        expect(parseValueList(formatValueList(list))).toEqual(list);
      }),
    );
  });

  it.each(['', '()', `('a'`, `('a',)`, `('a' 'b')`, '[]', '[{"a":1}]', '[null]', '[not json'])(
    'refuses %j',
    (list) => {
      expect(() => parseValueList(list)).toThrow(ParameterSyntaxError);
    },
  );
});
