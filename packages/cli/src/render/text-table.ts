/** Plain tables for terminals: columns as wide as their widest cell, numbers to the right, long text cut. */
import { stripVTControlCharacters, styleText } from 'node:util';

export interface TextColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly align?: 'left' | 'right';
  /** Longer cells are cut with an ellipsis. */
  readonly maxWidth?: number;
}

/** Rows under a header; no trailing spaces, no line at the end. */
export function renderTable<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => cut(column.value(row), column.maxWidth)));
  const widths = columns.map((column, at) =>
    Math.max(displayWidth(column.title), ...cells.map((line) => displayWidth(line[at] as string))),
  );
  const line = (texts: readonly string[]) =>
    columns
      .map((column, at) => pad(texts[at] as string, widths[at] as number, column.align ?? 'left'))
      .join('  ')
      .trimEnd();
  const header = styleText('dim', line(columns.map((column) => column.title)));
  return [header, ...cells.map(line)].join('\n');
}

/** Characters as a terminal counts them, near enough: escape sequences take no room. */
function displayWidth(value: string): number {
  return [...stripVTControlCharacters(value)].length;
}

function pad(value: string, width: number, align: 'left' | 'right'): string {
  const gap = ' '.repeat(Math.max(0, width - displayWidth(value)));
  return align === 'right' ? gap + value : value + gap;
}

function cut(value: string, maxWidth = 60): string {
  // A line break or a tab inside a value would tear the table.
  const flat = value.replace(/[\r\n\t]+/g, ' ');
  const characters = [...flat];
  return displayWidth(flat) <= maxWidth ? flat : `${characters.slice(0, maxWidth - 1).join('')}…`;
}
