/** JavaScript values to and from PostgreSQL's text format: the same on both stores, so that code cannot tell them apart. */
import pg from 'pg';
import type { WireValue } from './session.ts';
import { storableText } from './storable-text.ts';

const INT8 = 20;
const DATE = 1082;

/**
 * Encodes a parameter. Dates become ISO text in UTC, arrays become PostgreSQL array literals, other
 * objects become JSON. A JSON column wants `json(value)` all the same: a JavaScript array would be
 * taken for a PostgreSQL array.
 */
export function encodeValue(value: unknown): WireValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return storableText(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return arrayLiteral(value);
  if (typeof value === 'object') return storableText(JSON.stringify(value));
  return String(value);
}

function arrayLiteral(items: readonly unknown[]): string {
  return `{${items.map(arrayElement).join(',')}}`;
}

function arrayElement(item: unknown): string {
  if (item === null || item === undefined) return 'NULL';
  if (Array.isArray(item)) return arrayLiteral(item);
  const text = encodeValue(item);
  if (typeof text !== 'string') throw new TypeError('arrays of bytes are not supported by the store');
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** bigint as a number while that is exact, as text beyond. */
function decodeInt8(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

/**
 * Decodes a value by the OID of its type: bigint as above, numeric as text, date as `YYYY-MM-DD`, timestamptz as
 * Date (milliseconds), json and jsonb parsed, arrays as arrays; everything else as the `pg` driver does.
 */
export function decodeValue(typeId: number, text: string): unknown {
  if (typeId === INT8) return decodeInt8(text);
  if (typeId === DATE) return text;
  return pg.types.getTypeParser(typeId, 'text')(text);
}
