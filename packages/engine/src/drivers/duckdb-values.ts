/** How values of an in-process DuckDB become cells. */
import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell } from '../target.ts';

const TIMESTAMPS = [
  DuckDBTimestampValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
];

/** Nested values, intervals, uuids and times come back as DuckDB writes them. */
export function duckdbCell(value: DuckDBValue): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return safeInteger(value);
  if (value instanceof DuckDBDecimalValue) return value.toString();
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampTZValue) return isoInstant(timestampText(value.micros));
  if (TIMESTAMPS.some((type) => value instanceof type)) return isoTimestamp(String(value));
  if (value instanceof DuckDBBlobValue) return `\\x${Buffer.from(value.bytes).toString('hex')}`;
  return String(value);
}

/** Written through a zone-less timestamp: the driver would write it in this machine's time zone. */
const timestampText = (micros: bigint) => new DuckDBTimestampValue(micros).toString();

const isoTimestamp = (text: string) => text.replace(' ', 'T');
/** Infinities have no zone. */
const isoInstant = (text: string) => (text.endsWith('infinity') ? text : `${isoTimestamp(text)}Z`);

function safeInteger(value: bigint): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
