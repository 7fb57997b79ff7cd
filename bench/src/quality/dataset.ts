/** Tables whose truth is known: what each column means, and what belongs together. Cells are text, cast when written. */
import type { Cell, Row } from '@assay/demo-data';

export const COLUMN_ROLES = [
  'key',
  'reference',
  'given_name',
  'family_name',
  'entity',
  'address',
  'city',
  'state',
  'zip',
  'zip3',
  'phone',
  'email',
  /** Text that is built alike in every row: `PAY-3000001`. */
  'code',
  /** One of a few words. */
  'category',
  'yes_no',
  'gender',
  /** Words of people, few of them alike. */
  'words',
  'number',
  'date',
  'timestamp',
  'boolean',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** A finding on clean data that is true all the same. */
export interface Trait {
  readonly type: string;
  readonly because: string;
}

export interface QualityColumn {
  readonly name: string;
  /** As DuckDB spells it. */
  readonly type: string;
  readonly role: ColumnRole;
  /** Whether a person can be known by it, or would mind to see it published. */
  readonly personal: boolean;
  readonly traits: readonly Trait[];
}

export interface QualityTable {
  readonly name: string;
  readonly columns: readonly QualityColumn[];
  readonly rows: readonly Row[];
  /** One value of the first column goes with one value of the second. */
  readonly dependencies: readonly (readonly [determinant: string, dependent: string])[];
  /** Columns whose values someone could put in each other's place. */
  readonly confusable: readonly (readonly [string, string])[];
}

export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly parentTable: string;
  readonly parentColumn: string;
}

export interface Dataset {
  readonly name: string;
  readonly about: string;
  readonly tables: readonly QualityTable[];
  readonly references: readonly Reference[];
}

/** `type` in DuckDB's spelling, the meaning, and what is unusual about the column. */
export const describeColumn = (
  name: string,
  type: string,
  role: ColumnRole,
  rest: Partial<Pick<QualityColumn, 'personal' | 'traits'>> = {},
): QualityColumn => ({ name, type, role, personal: false, traits: [], ...rest });

export function columnOf(table: QualityTable, name: string): QualityColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new RangeError(`${table.name} has no column ${name}`);
  return column;
}

export const cellsOf = (table: QualityTable, column: string): readonly Cell[] =>
  table.rows.map((row) => row[column] ?? null);

export const isTextColumn = ({ type }: QualityColumn): boolean => type === 'VARCHAR';
export const isNumberColumn = ({ type }: QualityColumn): boolean =>
  /^(INTEGER|BIGINT|DOUBLE|DECIMAL)/.test(type);
export const isDateColumn = ({ type }: QualityColumn): boolean => type === 'DATE' || type === 'TIMESTAMP';
