/** Values on their way into a statement: checked, and in the one spelling that every engine reads alike. */
import { InvalidValueError } from './dialect-errors.ts';
import type { LiteralValue, ValueType } from './expression.ts';
import { momentText } from './moment-text.ts';

const NUMBER = /^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$/;
const NON_FINITE = /^(NaN|[+-]?Infinity)$/;

/**
 * The value as a statement may carry it. Moments become `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC. Numbers may come
 * as text, so that integers beyond 2^53 keep every digit; those that are too large for a driver's 64-bit
 * integers leave as text.
 *
 * Throws InvalidValueError for a text with NUL or half a surrogate pair (no database stores either), for a
 * number or boolean that is none, and for a date that no calendar has.
 */
export function checkedValue(value: LiteralValue, type: ValueType): LiteralValue {
  if (value === null) return null;
  if (type === 'moment') return momentText(String(value));
  if (type === 'number') return checkedNumber(value);
  if (type === 'boolean') return checkedBoolean(value);
  if (type === 'text') return checkedText(String(value));
  return typeof value === 'string' ? checkedText(value) : value;
}

function checkedText(value: string): string {
  if (value.includes('\0')) throw new InvalidValueError(value, 'text: it holds a NUL character');
  if (!value.isWellFormed()) throw new InvalidValueError(value, 'text: it holds half a surrogate pair');
  return value;
}

function checkedNumber(value: LiteralValue): LiteralValue {
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value;
  }
  const trimmed = String(value).trim();
  if (!NUMBER.test(trimmed) && !NON_FINITE.test(trimmed)) {
    throw new InvalidValueError(String(value), 'a number: write digits with a point, as in -1234.5');
  }
  return trimmed;
}

function checkedBoolean(value: LiteralValue): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new InvalidValueError(String(value), 'true or false');
}
