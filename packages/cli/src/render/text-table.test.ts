import { stripVTControlCharacters, styleText } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderTable } from './text-table.ts';

const plain = (text: string) => stripVTControlCharacters(text);
const COLUMNS = [
  { title: 'name', value: ([name]: readonly string[]) => name ?? '', maxWidth: 12 },
  { title: 'rows', value: ([, rows]: readonly string[]) => rows ?? '', align: 'right' as const },
];

it('makes columns as wide as their widest cell, numbers to the right', () => {
  const rows = [
    ['orders', '40'],
    ['customers', '1,060'],
  ];
  expect(plain(renderTable(COLUMNS, rows)).split('\n')).toEqual([
    'name        rows',
    'orders        40',
    'customers  1,060',
  ]);
});

it('is a header alone without rows', () => {
  expect(plain(renderTable(COLUMNS, []))).toBe('name  rows');
});

it('cuts long text with an ellipsis, by characters as they are seen', () => {
  const rows = [['🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒', '1']];
  expect(plain(renderTable(COLUMNS, rows))).toContain('🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒…');
});

it('gives escape sequences no room', () => {
  const styled = styleText('red', 'orders', { validateStream: false });
  expect(plain(renderTable(COLUMNS, [[styled, '1']]))).toBe('name    rows\norders     1');
});

it('keeps one line a row and no trailing spaces, whatever the cells hold', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
      const lines = renderTable(COLUMNS, rows).split('\n');
      expect(lines).toHaveLength(rows.length + 1);
      for (const line of lines) expect(plain(line)).not.toMatch(/ $/);
    }),
  );
});
