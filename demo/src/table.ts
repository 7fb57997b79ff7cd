/** Tables before they are written: rows of text cells, and the type that each column is cast to on the way out. */
export type Cell = string | null;
export type Row<Column extends string = string> = Record<Column, Cell>;

export type SqlType =
  | 'INTEGER'
  | 'BIGINT'
  | 'VARCHAR'
  | 'BOOLEAN'
  | 'DATE'
  | 'TIMESTAMP'
  | 'DECIMAL(10,2)'
  | 'DECIMAL(5,2)';

export interface Table<Column extends string = string> {
  readonly name: string;
  readonly format: 'csv' | 'parquet';
  /** In the order of the file. CSV has no types: there a reader makes of the text what it will. */
  readonly columns: Readonly<Record<Column, SqlType>>;
  readonly rows: Row<Column>[];
}
