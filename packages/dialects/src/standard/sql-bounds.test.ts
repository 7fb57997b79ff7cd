import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardBoundsProblem } from './sql-bounds.ts';

describe('SQL of a user', () => {
  it.each([
    ['a > 1 AND (b < 2 OR c IN (1, 2))'],
    ["note = 'a ) b' AND other = 'it''s ('"],
    ["note = E'it\\'s )' AND e'\\\\' <> ''"],
    ["likee'x' = 1"],
    ['"odd ) ""name" = 1'],
    ['note = $$ ) ; $$'],
    ['note = $tag$ ) $$ ; $tag$'],
    ['price$ > 1 AND a$b$c = 1'],
    ['note = $1 OR ($2 > 3)'],
    ['a > 1 -- ) ;'],
    ['a > 1 -- )\n AND (b < 2)'],
    ['a > 1 /* ) /* ; */ ( */'],
    ['größe$ > 1'],
    ["note = '\u00a0)' AND 1e3 < 2"],
    [''],
  ])('stays in its place: %s', (sql) => {
    expect(standardBoundsProblem(sql)).toBeNull();
  });

  it.each([
    ['1=1) OR (1=1', 'closes a parenthesis'],
    ["note = '\\') OR (1=1", 'closes a parenthesis'],
    ['$1$) OR ($1$', 'closes a parenthesis'],
    ['a$b$) OR ($b$', 'closes a parenthesis'],
    ['a > 1 -- (\n) OR (1=1', 'closes a parenthesis'],
    ['a > 1 -- (\r) OR (1=1', 'closes a parenthesis'],
    ['/* /* */ ) OR (1=1', 'a comment that is not closed'],
    ['*/ 1=1) /*', 'closes a parenthesis'],
    ['(a > 1', 'opens a parenthesis'],
    ["note = 'x", 'a text that is not closed'],
    ["note = e'x\\'", 'a text that is not closed'],
    ['note = $x$ $y$', 'a text that is not closed'],
    ["note = e'a''b\\'", 'a text that is not closed'],
    ["note = e'a'\n'b\\'') OR (1=1 --'", 'closes a parenthesis'],
    ["note = e'a' -- so\n'b\\'') OR (1=1 --'", 'closes a parenthesis'],
    ["1e'\\'') OR (1=1 --'", 'closes a parenthesis'],
    ["a\u00a0e'\\'') OR (1=1 --'", 'no plain space'],
    ['"note', 'a quoted name that is not closed'],
    ['1=1; DELETE FROM orders', 'a semicolon'],
  ])('is told why it would not: %s', (sql, problem) => {
    expect(standardBoundsProblem(sql)).toContain(problem);
  });

  it('is read in time, whatever it holds', () => {
    for (const piece of ['/*', "'", '"', '$$', '$a', "e'\\", '(', '--\n', '*/', 'e']) {
      expect(standardBoundsProblem(piece.repeat(20_000))).not.toBe('');
    }
  });

  it('stays in its place in parentheses of its own too', () => {
    const pieces = ['(', ')', "'", '"', '$$', '--', '\n', '/*', '*/', ';', "E'\\'", ' a ', '1'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (chosen) => {
        const sql = chosen.join('');
        fc.pre(standardBoundsProblem(sql) === null);
        expect(standardBoundsProblem(`f(\n${sql}\n)`)).toBeNull();
      }),
      { seed: 5 },
    );
  });
});
