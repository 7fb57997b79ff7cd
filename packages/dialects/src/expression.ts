/**
 * What a check may say about a value: a small tree of immutable nodes over the closed vocabulary of
 * `vocabulary.ts`. A tree names no database; a dialect turns it into SQL (`render.ts`).
 *
 * Null follows SQL: a function of null is null, a comparison with null is unknown, and a condition that is
 * unknown counts as not met.
 */
import type { ScalarFunction } from './vocabulary.ts';

/** The types an expression can have. `moment` is a date or a timestamp; `any` is a value of the column's own type. */
export type ValueType = 'text' | 'number' | 'boolean' | 'moment' | 'any';

export type LiteralValue = string | number | boolean | null;

export type ExpressionNode =
  /** A column of the relation that is scanned; `type` where the caller knows it. */
  | { readonly kind: 'column'; readonly name: string; readonly type?: ValueType }
  /** A constant of ours: written into the statement as an escaped literal, so that planners can fold it. */
  | { readonly kind: 'literal'; readonly value: LiteralValue; readonly type: ValueType }
  /** A value that came from a user or from data: always bound, never written into the statement. */
  | { readonly kind: 'parameter'; readonly value: LiteralValue; readonly type: ValueType }
  | { readonly kind: 'call'; readonly fn: ScalarFunction; readonly args: readonly Expression[] }
  /** SQL that a user wrote (a condition, an expression). It only ever runs read-only, on the user's own target. */
  | { readonly kind: 'user_sql'; readonly sql: string };

declare const valueType: unique symbol;
/** A node, tagged at compile time with the type of its value. */
export type Expression<T extends ValueType = ValueType> = ExpressionNode & { readonly [valueType]?: T };

type TextExpression = Expression<'text'>;
type NumberExpression = Expression<'number'>;
type Condition = Expression<'boolean'>;
type Moment = Expression<'moment'>;

function call<T extends ValueType>(fn: ScalarFunction, ...args: Expression[]): Expression<T> {
  return Object.freeze({ kind: 'call', fn, args: Object.freeze(args) }) as Expression<T>;
}

/**
 * A column of the scanned relation. Give the `type` of text columns wherever it is known: comparisons, minimum
 * and maximum go by code point only when the renderer can tell that they are about text (`value-type.ts`).
 */
export function column<T extends ValueType = 'any'>(name: string, type?: T): Expression<T> {
  return Object.freeze(
    type === undefined ? { kind: 'column', name } : { kind: 'column', name, type },
  ) as Expression<T>;
}
/** SQL that a user wrote: a condition or a value. It is put in parentheses and otherwise left alone. */
export function userSql<T extends ValueType>(sql: string): Expression<T> {
  return Object.freeze({ kind: 'user_sql', sql }) as Expression<T>;
}

function literal<T extends ValueType>(value: LiteralValue, type: T): Expression<T> {
  return Object.freeze({ kind: 'literal', value, type }) as Expression<T>;
}
export const text = (value: string): TextExpression => literal(value, 'text');
export const number = (value: number): NumberExpression => literal(value, 'number');
export const boolean = (value: boolean): Condition => literal(value, 'boolean');
/** A point in time, in UTC; `YYYY-MM-DD` or an ISO 8601 timestamp. */
export const moment = (iso: string): Moment => literal(iso, 'moment');

/** Binds a value that we did not write ourselves. */
export function parameter<T extends ValueType>(value: LiteralValue, type: T): Expression<T> {
  return Object.freeze({ kind: 'parameter', value, type }) as Expression<T>;
}

// Conditions -----------------------------------------------------------------------------------------------
export const isNull = (x: Expression): Condition => call('is_null', x);
export const isNotNull = (x: Expression): Condition => call('is_not_null', x);
export const equal = (a: Expression, b: Expression): Condition => call('equal', a, b);
export const notEqual = (a: Expression, b: Expression): Condition => call('not_equal', a, b);
export const less = (a: Expression, b: Expression): Condition => call('less', a, b);
export const lessOrEqual = (a: Expression, b: Expression): Condition => call('less_or_equal', a, b);
export const greater = (a: Expression, b: Expression): Condition => call('greater', a, b);
export const greaterOrEqual = (a: Expression, b: Expression): Condition => call('greater_or_equal', a, b);
export const and = (...xs: Condition[]): Condition => call('and', ...xs);
export const or = (...xs: Condition[]): Condition => call('or', ...xs);
export const not = (x: Condition): Condition => call('not', x);
/** `x` is one of `items` (at least one item). */
export const isIn = (x: Expression, items: readonly Expression[]): Condition => call('is_in', x, ...items);
/**
 * `test`, evaluated only where `guard` is true, and false elsewhere. For an expensive test with a cheap
 * necessary condition; exact only when `test` implies `guard` (prove it with adversarial examples).
 */
export const guarded = (guard: Condition, test: Condition): Condition => call('guarded', guard, test);

export const ifThenElse = <T extends ValueType>(
  condition: Condition,
  then: Expression<T>,
  otherwise: Expression<T>,
): Expression<T> => call('if_then_else', condition, then, otherwise);
export const coalesce = <T extends ValueType>(...xs: Expression<T>[]): Expression<T> =>
  call('coalesce', ...xs);
/** Null where `a` equals `b`, else `a`. */
export const nullIf = <T extends ValueType>(a: Expression<T>, b: Expression<T>): Expression<T> =>
  call('null_if', a, b);

// Text -----------------------------------------------------------------------------------------------------
/** Characters (code points), not bytes. */
export const length = (x: TextExpression): NumberExpression => call('length', x);
/** Removes spaces (U+0020) at both ends; other white space stays. */
export const trim = (x: TextExpression): TextExpression => call('trim', x);
export const lower = (x: TextExpression): TextExpression => call('lower', x);
export const upper = (x: TextExpression): TextExpression => call('upper', x);
/** Every occurrence of `from` becomes `to`; no regular expression. */
export const replaceText = (x: TextExpression, from: string, to: string): TextExpression =>
  call('replace_text', x, text(from), text(to));
/** `a` and `b`, one behind the other. */
export const concatenate = (a: TextExpression, b: TextExpression): TextExpression =>
  call('concatenate', a, b);
/** The first `count` characters. */
export const left = (x: TextExpression, count: number): TextExpression => call('left', x, number(count));
export const contains = (x: TextExpression, needle: string): Condition => call('contains', x, text(needle));
export const startsWith = (x: TextExpression, prefix: string): Condition =>
  call('starts_with', x, text(prefix));
/**
 * `pattern` is found in `x` (write ^ and $ to anchor; both mean the ends of the whole value). Patterns keep to
 * what every engine reads alike: literals, bracket classes, groups, |, and the quantifiers ? * + {m,n}.
 * No dot, no \d \w \s, no look-around, no back-references, no flags: `regular-expression.ts` refuses them.
 */
export const matches = (x: TextExpression, pattern: string): Condition => call('matches', x, text(pattern));
/** `matches` with a pattern that a user wrote: bound, and read by the target's own regular expressions. */
export const matchesUserPattern = (x: TextExpression, pattern: string): Condition =>
  call('matches', x, parameter(pattern, 'text'));
/** The value's shape: a-z becomes `a`, A-Z `A`, 0-9 `N`; every other character stays. */
export const shape = (x: TextExpression): TextExpression => call('shape', x);
/** The text form of any value, as the database itself writes it. */
export const asText = (x: Expression): TextExpression => call('as_text', x);
/**
 * `x` is JSON text that has a value at `path` (keys of objects and places in lists, from 0): one that is not the null
 * of JSON. Text that is no JSON has none; what engines make of such text is in their NOTES.
 */
export const hasJsonValue = (x: TextExpression, path: readonly string[]): Condition =>
  call('has_json_value', x, ...path.map((step) => parameter(step, 'text')));

// Numbers --------------------------------------------------------------------------------------------------
export const add = (a: NumberExpression, b: NumberExpression): NumberExpression => call('add', a, b);
export const subtract = (a: NumberExpression, b: NumberExpression): NumberExpression =>
  call('subtract', a, b);
export const multiply = (a: NumberExpression, b: NumberExpression): NumberExpression =>
  call('multiply', a, b);
export const absolute = (x: NumberExpression): NumberExpression => call('absolute', x);
export const round = (x: NumberExpression, digits: number): NumberExpression =>
  call('round', x, number(digits));
/** What is left after the decimal point, with the sign of `x`. */
export const fraction = (x: NumberExpression): NumberExpression => call('fraction', x);
/** As a double, whatever the numeric type. */
export const asDouble = (x: Expression): NumberExpression => call('as_double', x);

/** Neither infinite nor not-a-number; of numbers and of moments. */
export const isFiniteValue = (x: NumberExpression | Moment): Condition => call('is_finite', x);
export const isNotANumber = (x: NumberExpression): Condition => call('is_not_a_number', x);

// Dates and times --------------------------------------------------------------------------------------------
/** Calendar-day difference `b - a`. */
export const daysBetween = (a: Moment, b: Moment): NumberExpression => call('days_between', a, b);
/** Calendar-month difference `b - a`: the number of month boundaries between them. */
export const monthsBetween = (a: Moment, b: Moment): NumberExpression => call('months_between', a, b);
/** The calendar day. */
export const startOfDay = (x: Moment): Moment => call('start_of_day', x);
/** The Monday of the week. */
export const startOfWeek = (x: Moment): Moment => call('start_of_week', x);
/** The first day of the month. */
export const startOfMonth = (x: Moment): Moment => call('start_of_month', x);
/** 1 = Monday ... 7 = Sunday; null for infinite moments. */
export const weekday = (x: Moment): NumberExpression => call('weekday', x);
/** Of the day, 0 ... 23; null for infinite moments. */
export const hour = (x: Moment): NumberExpression => call('hour', x);
/** Seconds since 1970-01-01 00:00 UTC as a double; null for infinite moments. */
export const epochSeconds = (x: Moment): NumberExpression => call('epoch_seconds', x);

// Values of one database against those of another -----------------------------------------------------------
/**
 * Equal texts for equal numbers, whatever their type: digits without an exponent and without zeros that do not count
 * (`1`, `-0.5`), `NaN`, `Infinity`, `-Infinity`. Binary floating point is the shortest decimal that reads back as itself.
 */
export const canonicalNumber = (x: NumberExpression): TextExpression => call('canonical_number', x);
/** The same of exact numbers alone, which some engines write faster than others. */
export const canonicalDecimal = (x: NumberExpression): TextExpression => call('canonical_decimal', x);
/**
 * Equal texts for equal moments, whatever their type: whole microseconds since 1970-01-01 00:00 UTC, `Infinity`,
 * `-Infinity`. Finer parts are cut off.
 */
export const canonicalMoment = (x: Moment): TextExpression => call('canonical_moment', x);
/** One text for a list of texts, never null: other lists give other texts, and null is not the empty text. At least one text. */
export const rowText = (...xs: TextExpression[]): TextExpression => call('row_text', ...xs);
/** 32 hexadecimal digits of the text in UTF-8, RFC 1321: it spreads and tells apart, it keeps no secret. */
export const md5 = (x: TextExpression): TextExpression => call('md5', x);
