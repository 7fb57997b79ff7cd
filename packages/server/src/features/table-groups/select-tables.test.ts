import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectsTable } from './select-tables.ts';

const chosen = (selection: Partial<Parameters<typeof selectsTable>[0]>, tables: string[]) =>
  tables.filter(selectsTable({ tables: [], include: [], exclude: [], ...selection }));

describe('the tables of a group', () => {
  it('are all tables when nothing narrows them', () => {
    expect(chosen({}, ['a', 'B', 'tmp_c'])).toEqual(['a', 'B', 'tmp_c']);
  });

  it('must be on the list, match an include mask and match no exclude mask', () => {
    const tables = ['orders', 'orders_old', 'order', 'payments'];
    expect(chosen({ include: ['order%'], exclude: ['%_old'] }, tables)).toEqual(['orders', 'order']);
    expect(chosen({ tables: ['order', 'payments'], include: ['order%'] }, tables)).toEqual(['order']);
  });

  it('are compared letter by letter, underscore included', () => {
    expect(chosen({ exclude: ['tmp_%'] }, ['tmp_a', 'tmpxa', 'TMP_a'])).toEqual(['tmpxa', 'TMP_a']);
  });

  it('match a mask of many wildcards as a regular expression would, but quickly', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '%', '.', '*') }),
        fc.string({ unit: fc.constantFrom('a', 'b', '.', '*') }),
        (mask, name) => {
          const pattern = mask
            .split('%')
            .map((piece) => piece.replace(/[.*]/g, '\\$&'))
            .join('[^]*');
          expect(chosen({ include: [mask] }, [name]).length === 1).toBe(
            new RegExp(`^${pattern}$`).test(name),
          );
        },
      ),
    );
    expect(chosen({ include: [`${'a%'.repeat(50)}b`] }, ['a'.repeat(5000)])).toEqual([]);
  });
});
