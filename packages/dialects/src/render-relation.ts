/** Pieces that all queries are made of: relations, lists of names. */
import type { Dialect } from './dialect.ts';
import { InvalidValueError } from './dialect-errors.ts';
import type { Expression } from './expression.ts';
import type { Relation, TableName } from './query.ts';

/** What queries need of a renderer. */
export interface RenderParts {
  readonly dialect: Dialect;
  expression(expression: Expression): string;
  tableName(table: TableName): string;
}

export function relation({ table, where }: Relation, parts: RenderParts): string {
  const name = parts.tableName(table);
  return where === null ? name : `${name} WHERE ${parts.expression(where)}`;
}

export function names(columns: readonly string[], parts: RenderParts): readonly string[] {
  if (columns.length === 0) throw new InvalidValueError('', 'a list of columns: name at least one');
  return columns.map((column) => parts.dialect.quoteIdentifier(column));
}

/** The names that compared columns have while they are compared: those of both sides may differ. */
export const keyNames = (columns: readonly string[]): readonly string[] =>
  columns.map((_, index) => `key_${index + 1}`);

/** Throws InvalidValueError when two lists cannot be compared column by column. */
export function assertSameLength(columns: readonly string[], referenceColumns: readonly string[]): void {
  if (columns.length === referenceColumns.length) return;
  throw new InvalidValueError(
    referenceColumns.join(', '),
    `a list of ${columns.length} columns, as many as are compared`,
  );
}
