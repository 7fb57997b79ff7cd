/**
 * Scalar functions. Text is compared, searched and folded under the collation "C", so that no database's locale
 * changes an answer (NOTES.md); dates are read in the session's time zone, which the driver sets to UTC.
 */
import type { FunctionSpelling } from '../dialect.ts';
import type { Expression } from '../expression.ts';
import { rowText, STANDARD_FUNCTIONS } from '../standard/functions.ts';
import { commonType, valueType } from '../value-type.ts';
import type { ScalarFunction } from '../vocabulary.ts';

export const byCodePoint = (x: string): string => `(${x} COLLATE "C")`;

/** Order of text by code point; other types refuse a collation and need none. */
const compared =
  (operator: string): FunctionSpelling =>
  ([a = '', b = ''], args) =>
    commonType(args) === 'text' ? `(${byCodePoint(a)} ${operator} ${b})` : `(${a} ${operator} ${b})`;

/**
 * ASCII under "C", whatever the locale (a Turkish one has another i); then the other letters as the database's
 * own locale has them. Costs 20 % more than lower(x) alone (200,000 values of 40 characters: 0.12 -> 0.15 s).
 */
const folded =
  (fold: 'lower' | 'upper'): FunctionSpelling =>
  ([x = '']) =>
    `${fold}(${fold}(${x} COLLATE "C") COLLATE "default")`;

/**
 * translate() walks this list for every character, so frequent characters come first. 200,000 values of 40
 * characters, of 9 characters: 1.4 s, 0.4 s; in alphabetical order 3.0 s, 0.6 s; regexp_replace three times
 * 3.8 s, 1.0 s (version 15, one process).
 */
const SHAPE_FROM = '0123456789etaoinshrdlucmfwypvbgkqjxzETAOINSHRDLUCMFWYPVBGKQJXZ';
const SHAPE_TO = `${'N'.repeat(10)}${'a'.repeat(26)}${'A'.repeat(26)}`;

/** Only what starts as an object or a list can have a value at a path; the rest is spared a cast that would fail. */
const hasJsonValue: FunctionSpelling = ([x = '', ...path]) =>
  `(CASE WHEN ${byCodePoint(x)} ~ '^[ \\t\\n\\r]*[[{]' THEN (CAST(${x} AS jsonb) #>> ARRAY[${path.join(', ')}]) IS NOT NULL ` +
  `WHEN ${x} IS NOT NULL THEN FALSE END)`;

/** Infinite dates have no distance: null, instead of an error. */
function ofFiniteDates(rendered: readonly string[], args: readonly Expression[], distance: string): string {
  const guards = rendered
    .filter((_, index) => args[index]?.kind !== 'literal')
    .map((moment) => `isfinite(${moment})`);
  return guards.length === 0 ? distance : `(CASE WHEN ${guards.join(' AND ')} THEN ${distance} END)`;
}

const ofFinite = (x: string | undefined, part: string): string =>
  `(CASE WHEN isfinite(${x}) THEN ${part} END)`;

/** Months since year 0. date_part() gives doubles, at a third of the cost of the exact extract(). */
const monthNumber = (x: string): string => `(date_part('year', ${x}) * 12 + date_part('month', ${x}))`;

const startOf =
  (unit: 'day' | 'week' | 'month'): FunctionSpelling =>
  ([x]) =>
    // By way of timestamp: date_trunc() of a date would answer a timestamp with time zone.
    unit === 'day' ? `CAST(${x} AS date)` : `CAST(date_trunc('${unit}', CAST(${x} AS timestamp)) AS date)`;

/** Of the bytes in UTF-8: md5() of a text takes them in the encoding of the database. */
export const md5Of = (x: string): string => `md5(convert_to(${x}, 'UTF8'))`;

export const functions: Readonly<Record<ScalarFunction, FunctionSpelling>> = {
  ...STANDARD_FUNCTIONS,
  less: compared('<'),
  less_or_equal: compared('<='),
  greater: compared('>'),
  greater_or_equal: compared('>='),
  trim: ([x]) => `btrim(${x}, ' ')`,
  lower: folded('lower'),
  upper: folded('upper'),
  replace_text: ([x = '', from, to]) => `replace(${byCodePoint(x)}, ${from}, ${to})`,
  contains: ([x = '', needle]) => `(strpos(${byCodePoint(x)}, ${needle}) > 0)`,
  starts_with: ([x = '', prefix]) => `starts_with(${byCodePoint(x)}, ${prefix})`,
  matches: ([x = '', pattern]) => `(${byCodePoint(x)} ~ ${pattern})`,
  shape: ([x]) => `translate(${x}, '${SHAPE_FROM}', '${SHAPE_TO}')`,
  has_json_value: hasJsonValue,
  as_text: ([x]) => `CAST(${x} AS text)`,
  // round(double, digits) does not exist.
  round: ([x, digits]) => `round(CAST(${x} AS numeric), ${digits})`,
  as_double: ([x]) => `CAST(${x} AS double precision)`,
  days_between: ([a = '', b = ''], args) =>
    ofFiniteDates([a, b], args, `(CAST(${b} AS date) - CAST(${a} AS date))`),
  months_between: ([a = '', b = ''], args) =>
    ofFiniteDates([a, b], args, `CAST(${monthNumber(b)} - ${monthNumber(a)} AS integer)`),
  start_of_day: startOf('day'),
  start_of_week: startOf('week'),
  start_of_month: startOf('month'),
  // Of numbers by their text: numeric has NaN but no isfinite(), and a cast to double can overflow.
  is_finite: ([x], [tree]) =>
    tree !== undefined && valueType(tree) === 'moment'
      ? `isfinite(${x})`
      : `(CAST(${x} AS text) NOT IN ('NaN', 'Infinity', '-Infinity'))`,
  is_not_a_number: ([x]) => `(CAST(${x} AS text) = 'NaN')`,
  weekday: ([x]) => ofFinite(x, `CAST(date_part('isodow', ${x}) AS integer)`),
  hour: ([x]) => ofFinite(x, `CAST(date_part('hour', CAST(${x} AS timestamp)) AS integer)`),
  epoch_seconds: ([x]) => ofFinite(x, `date_part('epoch', ${x})`),
  // By way of text: a cast of a double to numeric keeps 15 digits.
  canonical_number: ([x]) => `CAST(trim_scale(CAST(CAST(${x} AS text) AS numeric)) AS text)`,
  // 300,000 values: 0.35 s, by way of text 0.8 s.
  canonical_decimal: ([x]) => `CAST(trim_scale(CAST(${x} AS numeric)) AS text)`,
  // extract() is exact, where date_part() answers a double.
  canonical_moment: ([x]) => `CAST(trim_scale(extract(epoch FROM ${x}) * 1000000) AS text)`,
  row_text: rowText(byCodePoint),
  md5: ([x = '']) => md5Of(x),
};
