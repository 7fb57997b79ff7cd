/** How values of PostgreSQL become cells: from the text the server sends, never through a JavaScript Date. */
import type { CustomTypesConfig } from 'pg';
import type { Cell } from '../target.ts';

/** Object ids of built-in types are fixed for ever (src/include/catalog/pg_type.dat). */
const OID = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  float4: 700,
  float8: 701,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
} as const;

const number = (text: string): Cell => {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
};
const integer = (text: string): Cell => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};
const isoTimestamp = (text: string): Cell => text.replace(' ', 'T');
/** The session's time zone is UTC, so the offset is always +00. */
const isoInstant = (text: string): Cell =>
  text
    .replace(' ', 'T')
    .replace(/\+00$/, 'Z')
    .replace(/\+00 BC$/, 'Z BC');

const PARSERS: ReadonlyMap<number, (text: string) => Cell> = new Map([
  [OID.bool, (text) => text === 't'],
  [OID.int2, integer],
  [OID.int4, integer],
  [OID.int8, integer],
  [OID.float4, number],
  [OID.float8, number],
  // Whole numerics (sums of counts) as numbers; a fraction would lose digits.
  [OID.numeric, (text) => (/^-?[0-9]{1,15}$/.test(text) ? Number(text) : text)],
  [OID.timestamp, isoTimestamp],
  [OID.timestamptz, isoInstant],
]);

/** Everything without a row above stays the text that the server sent. */
export const POSTGRESQL_TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number) => PARSERS.get(oid) ?? ((text: string) => text)) as never,
};
