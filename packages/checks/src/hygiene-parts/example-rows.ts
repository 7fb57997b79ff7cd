/** Rows of examples, written short. */
import type { ExampleCell, ExampleTable, ExampleType } from '../example.ts';

/** A table with one column. */
export const oneColumn = (
  column: string,
  type: ExampleType,
  values: readonly ExampleCell[],
  table = 'example',
): ExampleTable => ({ table, columns: { [column]: type }, rows: values.map((value) => [value]) });

/** Ten notes, each untidy in another way or not at all: what one rule counts, its siblings must leave alone. */
export const UNTIDY_NOTES: ExampleTable = oneColumn('note', 'varchar(20)', [
  ' apple',
  '  pear',
  'apple ',
  '"fig"',
  "'kiwi'",
  'a\u00a0b',
  'tab\there',
  'plum',
  'plum',
  "o'hare",
]);

export const repeat = (count: number, value: ExampleCell): ExampleCell[] => Array(count).fill(value);
/** `count` values made from their number, from 0. */
export const numbered = (count: number, make: (index: number) => ExampleCell): ExampleCell[] =>
  Array.from({ length: count }, (_, index) => make(index));
/** `number` with leading zeros. */
export const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
