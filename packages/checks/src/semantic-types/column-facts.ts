/** A measured column as the rules look at it: names without case, measures without "maybe". */
import type { MeasuredColumn, MeasuredTable } from '../column-profile.ts';
import { countOf, type NumberMeasureName, numberOf, shareOf } from '../read-measure.ts';

export interface ColumnFacts {
  readonly column: MeasuredColumn;
  readonly table: string;
  /** Lower case: databases differ in how they fold names, rules must not. */
  readonly name: string;
  /** The name's words in lower case: `customerID_2` is customer, id, 2. */
  readonly words: readonly string[];
  readonly records: number;
  readonly values: number;
  readonly distinct: number;
  readonly isText: boolean;
  readonly isNumber: boolean;
  readonly isDate: boolean;
  /** A whole-number type, or decimals that hold whole numbers alone. */
  readonly isWhole: boolean;
  /** Most frequent patterns first, 10 at most. */
  readonly patterns: readonly string[];
  /** Most frequent values first, 10 at most. */
  readonly topValues: readonly string[];
  readonly count: (name: NumberMeasureName) => number;
  readonly number: (name: NumberMeasureName) => number | null;
  /** A text measure, or '' where there is none. */
  readonly text: (name: 'min_text' | 'max_text' | 'min_date' | 'max_date') => string;
  /** `name` as a share of the values. */
  readonly ofValues: (name: NumberMeasureName) => number;
}

/** Splits at underscores and other separators, and where lower case turns into upper case. */
export const nameWords = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

export function columnFacts(column: MeasuredColumn): ColumnFacts {
  const count = (name: NumberMeasureName): number => countOf(column, name);
  const values = count('value_ct');
  return {
    column,
    table: column.table,
    name: column.column.toLowerCase(),
    words: nameWords(column.column),
    records: count('record_ct'),
    values,
    distinct: count('distinct_value_ct'),
    isText: column.generalType === 'A',
    isNumber: column.generalType === 'N',
    isDate: column.generalType === 'D',
    isWhole: isWhole(column),
    patterns: column.patterns?.items.map(({ value }) => value) ?? [],
    topValues: column.frequencies?.items.map(({ value }) => value) ?? [],
    count,
    number: (name) => numberOf(column, name),
    text: (name) => column.measures[name] ?? '',
    ofValues: (name) => shareOf(count(name), values),
  };
}

/** A whole-number type, or decimals that hold whole numbers alone. */
export function isWhole(column: MeasuredColumn): boolean {
  if (column.generalType !== 'N') return false;
  return column.isDecimal === false || (column.isDecimal === true && column.measures.fractional_sum === 0);
}

/** Facts of every column that could be measured, by table, in the order of their positions. */
export const tableFacts = (table: MeasuredTable): readonly ColumnFacts[] =>
  table.columns
    .filter(({ error }) => error === null)
    .toSorted((a, b) => a.position - b.position)
    .map(columnFacts);
