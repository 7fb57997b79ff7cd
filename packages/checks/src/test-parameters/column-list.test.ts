import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatColumnList, parseColumnList } from './column-list.ts';
import { ParameterSyntaxError } from './parameter-syntax-error.ts';

describe('a list of columns', () => {
  it('reads plain and quoted names, with commas and quotes inside quotes', () => {
    expect(parseColumnList(' id, "Order, Date" ,"a ""b"" c"')).toEqual(['id', 'Order, Date', 'a "b" c']);
  });

  it('reads back whatever names it wrote', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(names, (list) => {
        expect(parseColumnList(formatColumnList(list))).toEqual(list);
      }),
    );
  });

  it.each([
    ['', 'empty'],
    ['a,,b', 'empty'],
    ['a, a', 'twice'],
    ['"a', 'never closed'],
    ['"a" b', 'comma'],
  ])('refuses %j and says why', (list, reason) => {
    expect(() => parseColumnList(list)).toThrow(ParameterSyntaxError);
    expect(() => parseColumnList(list)).toThrow(reason);
  });
});
