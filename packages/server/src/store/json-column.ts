/** JSON columns: parsed values out, marked text in. */
import type { ColumnType } from 'kysely';
import { storableText } from './storable-text.ts';

declare const jsonOf: unique symbol;
/** JSON text of a `T`, made by `json`. */
export type JsonText<T> = string & { readonly [jsonOf]: T };

export type JsonColumn<T> = ColumnType<T, JsonText<T>, JsonText<T>>;
export type JsonColumnWithDefault<T> = ColumnType<T, JsonText<T> | undefined, JsonText<T>>;
export type NullableJsonColumn<T> = ColumnType<T | null, JsonText<T> | null | undefined, JsonText<T> | null>;

/**
 * The text to write into a JSON column. Strings inside are made storable first, because JSON escapes hide
 * what PostgreSQL refuses (`\u0000`, lone surrogates) until the statement fails.
 */
export function json<T>(value: T): JsonText<T> {
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? storableText(item) : item,
  );
  return text as JsonText<T>;
}
