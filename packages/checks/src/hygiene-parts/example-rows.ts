/** Rows of examples, written short. */
import type { ExampleCell, ExampleTable, ExampleType } from '../example.ts';

/** A table with one column. */
export const oneColumn = (
  column: string,
  type: ExampleType,
  values: readonly ExampleCell[],
  table = 'example',
): ExampleTable => ({ table, columns: { [column]: type }, rows: values.map((value) => [value]) });

export const repeat = (count: number, value: ExampleCell): ExampleCell[] => Array(count).fill(value);
/** `count` values made from their number, from 0. */
export const numbered = (count: number, make: (index: number) => ExampleCell): ExampleCell[] =>
  Array.from({ length: count }, (_, index) => make(index));
/** `number` with leading zeros. */
export const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
