/** Rows in, outcome out: examples are part of a declaration, and the conformance suite runs them on every live engine. */

/** Column types that every engine can hold; the suite spells them per engine. */
export type ExampleType =
  | 'text'
  | `varchar(${number})`
  | 'integer'
  | 'bigint'
  | `numeric(${number},${number})`
  | 'double'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'uuid';

export type ExampleCell = string | number | boolean | null;

export interface ExampleTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, ExampleType>>;
  readonly rows: readonly (readonly ExampleCell[])[];
}

/** The run date of examples that do not state one. */
export const EXAMPLE_RUN_AT = '2025-07-01T00:00:00Z';
