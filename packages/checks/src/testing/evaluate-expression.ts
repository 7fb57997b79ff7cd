/**
 * The vocabulary read literally, one value at a time, in plain JavaScript: the reference that declarations are
 * tested against here, without a database. Slow and simple on purpose. Moments are `Date` objects in UTC.
 */
import type { Expression, ScalarFunction } from '@assay/dialects';

export type Value = string | number | boolean | Date | null;
export interface Row {
  readonly cells: Readonly<Record<string, Value>>;
  /** The text form of a cell's value, which depends on the column's declared type. */
  readonly textForm: (value: Value) => string | null;
}

/** Values in the order of the vocabulary: text by code point, moments by time. */
export function compareValues(a: NonNullable<Value>, b: NonNullable<Value>): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  const [left, right] = [Number(a), Number(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @throws TypeError for SQL that a user wrote, which only a database can read. */
export function evaluate(expression: Expression, row: Row): Value {
  if (expression.kind === 'column') return row.cells[expression.name] ?? null;
  if (expression.kind === 'user_sql') throw new TypeError('user SQL has no meaning outside a database');
  if (expression.kind === 'call') return call(expression.fn, expression.args, row);
  const { value, type } = expression;
  return type === 'moment' && typeof value === 'string' ? momentOf(value) : value;
}

/** A moment from ISO 8601 text; without a zone it is UTC. */
export function momentOf(iso: string): Date {
  const hasTime = iso.includes('T');
  const hasZone = /(Z|[+-]\d\d(:?\d\d)?)$/.test(iso.slice(10));
  return new Date(hasTime && !hasZone ? `${iso}Z` : iso);
}

function call(fn: ScalarFunction, args: readonly Expression[], row: Row): Value {
  const lazy = LAZY[fn];
  if (lazy !== undefined) return lazy(args, row);
  const values = args.map((arg) => evaluate(arg, row));
  if (values.some((value) => value === null)) return null;
  return (STRICT[fn as keyof typeof STRICT] as (...values: Value[]) => Value)(...values);
}

const SEPARATOR = String.fromCharCode(31);

/** Functions that look at nulls themselves, or do not evaluate every argument. */
const LAZY: Partial<Record<ScalarFunction, (args: readonly Expression[], row: Row) => Value>> = {
  is_null: ([x], row) => evaluate(x!, row) === null,
  is_not_null: ([x], row) => evaluate(x!, row) !== null,
  and: (args, row) => {
    const values = args.map((arg) => evaluate(arg, row));
    return values.includes(false) ? false : values.includes(null) ? null : true;
  },
  or: (args, row) => {
    const values = args.map((arg) => evaluate(arg, row));
    return values.includes(true) ? true : values.includes(null) ? null : false;
  },
  guarded: ([guard, test], row) => (evaluate(guard!, row) === true ? evaluate(test!, row) : false),
  if_then_else: ([condition, then, otherwise], row) =>
    evaluate(condition!, row) === true ? evaluate(then!, row) : evaluate(otherwise!, row),
  coalesce: (args, row) => args.map((arg) => evaluate(arg, row)).find((value) => value !== null) ?? null,
  null_if: ([a, b], row) => {
    const [left, right] = [evaluate(a!, row), evaluate(b!, row)];
    return left !== null && right !== null && compareValues(left, right) === 0 ? null : left;
  },
  is_in: ([x, ...items], row) => {
    const value = evaluate(x!, row);
    return value === null ? null : items.some((item) => compareValues(value, evaluate(item, row)!) === 0);
  },
  row_text: (args, row) =>
    args
      .map((arg) => evaluate(arg, row) as string | null)
      .map((part) => (part === null ? `${SEPARATOR}N` : part.replaceAll(SEPARATOR, SEPARATOR + SEPARATOR)))
      .join(`${SEPARATOR}|`),
  as_text: ([x], row) => row.textForm(evaluate(x!, row)),
};

const DAY_MS = 86_400_000;
const dayOf = (moment: Date): number => Math.floor(moment.getTime() / DAY_MS);
const monthOf = (moment: Date): number => moment.getUTCFullYear() * 12 + moment.getUTCMonth();
const characters = (text: string): string[] => [...text];

function jsonValueAt(x: string, ...path: string[]): boolean {
  try {
    return path.reduce(memberOf, JSON.parse(x)) !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Null where there is none; a place in a list is a step of digits. */
function memberOf(inside: unknown, step: string): unknown {
  if (Array.isArray(inside)) return /^\d+$/.test(step) ? (inside[Number(step)] ?? null) : null;
  if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, step)) return null;
  return (inside as Record<string, unknown>)[step];
}

/** Functions whose result is null as soon as one argument is. */
const STRICT = {
  equal: (a: string, b: string) => compareValues(a, b) === 0,
  not_equal: (a: string, b: string) => compareValues(a, b) !== 0,
  less: (a: string, b: string) => compareValues(a, b) < 0,
  less_or_equal: (a: string, b: string) => compareValues(a, b) <= 0,
  greater: (a: string, b: string) => compareValues(a, b) > 0,
  greater_or_equal: (a: string, b: string) => compareValues(a, b) >= 0,
  not: (x: boolean) => !x,
  length: (x: string) => characters(x).length,
  trim: (x: string) => x.replace(/^ +| +$/g, ''),
  lower: (x: string) => x.toLowerCase(),
  upper: (x: string) => x.toUpperCase(),
  replace_text: (x: string, from: string, to: string) => x.replaceAll(from, to),
  concatenate: (a: string, b: string) => a + b,
  left: (x: string, count: number) => characters(x).slice(0, count).join(''),
  contains: (x: string, needle: string) => x.includes(needle),
  starts_with: (x: string, prefix: string) => x.startsWith(prefix),
  // The `u` flag refuses what is not portable (needless escapes) and reads characters, not UTF-16 units.
  matches: (x: string, pattern: string) => new RegExp(pattern, 'u').test(x),
  shape: (x: string) => x.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, 'N'),
  has_json_value: jsonValueAt,
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  absolute: (x: number) => Math.abs(x),
  round: (x: number, digits: number) => Number(x.toFixed(digits)),
  fraction: (x: number) => x - Math.trunc(x),
  as_double: (x: number) => Number(x),
  days_between: (a: Date, b: Date) => dayOf(b) - dayOf(a),
  months_between: (a: Date, b: Date) => monthOf(b) - monthOf(a),
  is_finite: (x: number | Date) => Number.isFinite(Number(x)),
  is_not_a_number: (x: number) => Number.isNaN(x),
  weekday: (x: Date) => x.getUTCDay() || 7,
  hour: (x: Date) => x.getUTCHours(),
  epoch_seconds: (x: Date) => x.getTime() / 1000,
  start_of_day: (x: Date) => new Date(dayOf(x) * DAY_MS),
  // 1970-01-01 was a Thursday: three days after a Monday.
  start_of_week: (x: Date) => new Date((Math.floor((dayOf(x) + 3) / 7) * 7 - 3) * DAY_MS),
  start_of_month: (x: Date) => new Date(Date.UTC(x.getUTCFullYear(), x.getUTCMonth(), 1)),
};
