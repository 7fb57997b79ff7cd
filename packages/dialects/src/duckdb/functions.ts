/** Scalar functions. Text compares by code point and regular expressions are RE2's, so little needs care. */
import type { FunctionSpelling } from '../dialect.ts';
import { rowText, STANDARD_FUNCTIONS } from '../standard/functions.ts';
import { commonType, valueType } from '../value-type.ts';
import type { ScalarFunction } from '../vocabulary.ts';

/** Text of its own kind (an ENUM orders by position) becomes plain text; of plain text the cast costs nothing. */
export const asPlainText = (x: string): string => `CAST(${x} AS VARCHAR)`;

const compared =
  (operator: string): FunctionSpelling =>
  ([a = '', b = ''], args) =>
    commonType(args) === 'text'
      ? `(${asPlainText(a)} ${operator} ${asPlainText(b)})`
      : `(${a} ${operator} ${b})`;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SHAPE_FROM = `${LETTERS}${LETTERS.toUpperCase()}0123456789`;
const SHAPE_TO = `${'a'.repeat(26)}${'A'.repeat(26)}${'N'.repeat(10)}`;

/**
 * Regular expressions pay for each character, translate() for building its table again for each row. 1,000,000
 * values of 9 characters, of 40 characters (2 threads): regular expressions 0.7 s, 3.1 s; translate() 1.7 s,
 * 1.9 s. They meet at about 22 characters.
 */
const shape: FunctionSpelling = ([x = '']) => {
  const replaced = [
    ['[a-z]', 'a'],
    ['[A-Z]', 'A'],
    ['[0-9]', 'N'],
  ].reduce((inner, [from, to]) => `regexp_replace(${inner}, '${from}', '${to}', 'g')`, x);
  return `(CASE WHEN length(${x}) < 22 THEN ${replaced} ELSE translate(${x}, '${SHAPE_FROM}', '${SHAPE_TO}') END)`;
};

/**
 * Binary floating point as other engines write it: `1` not `1.0`, `NaN` not `nan`. Only the notation between
 * 1e15 and 1e16 stays DuckDB's (digits, not an exponent). typeof() is folded when the statement is planned.
 */
const asText: FunctionSpelling = ([x = ''], [tree]) => {
  const written = asPlainText(x);
  if (tree !== undefined && ['text', 'moment', 'boolean'].includes(valueType(tree) ?? '')) return written;
  return (
    `(CASE WHEN typeof(${x}) NOT IN ('DOUBLE', 'FLOAT') THEN ${written} ` +
    `WHEN ${written} = 'nan' THEN 'NaN' WHEN ${written} = 'inf' THEN 'Infinity' ` +
    `WHEN ${written} = '-inf' THEN '-Infinity' WHEN ends_with(${written}, '.0') THEN left(${written}, -2) ELSE ${written} END)`
  );
};

/** By JSON Pointer (RFC 6901), in which a step may be a key or a place. json_valid() first: reading invalid text is an error. */
const hasJsonValue: FunctionSpelling = ([x = '', ...path]) => {
  const steps = path.map((step) => `'/' || replace(replace(${step}, '~', '~0'), '/', '~1')`);
  const found = `json_extract_string(${x}, ${steps.join(' || ')}) IS NOT NULL`;
  return `(CASE WHEN json_valid(${x}) THEN ${found} WHEN ${x} IS NOT NULL THEN FALSE END)`;
};

/** Every alternative begins with a character that is not ASCII. */
const BEYOND_ASCII =
  /^(?:[^\0-\x7f]|\[[^\0-\x7f]+\])(?![?*{])[^|]*(?:\|(?:[^\0-\x7f]|\[[^\0-\x7f]+\])(?![?*{])[^|]*)*$/u;

/**
 * Characters beyond ASCII are looked for only where there are some: bytes and characters are counted in a tenth of the
 * time (1,000,000 values of 36 characters, 1 thread: 0.14 s, 0.02 s).
 */
const matches: FunctionSpelling = ([x, pattern], [, tree]) => {
  const found = `regexp_matches(${x}, ${pattern})`;
  const isBeyondAscii = tree?.kind === 'literal' && BEYOND_ASCII.test(String(tree.value));
  const text = asPlainText(x ?? '');
  return isBeyondAscii ? `(CASE WHEN strlen(${text}) = length(${text}) THEN FALSE ELSE ${found} END)` : found;
};

/**
 * From the text form alone, because CASE wants branches that every type of number can have. Of a decimal the zeros at
 * its end go; of binary floating point `.0` does, and `1.5e+300` is written out.
 */
const canonicalNumber: FunctionSpelling = ([x = '']) => {
  const written = asPlainText(x);
  const digits = `regexp_replace(split_part(${written}, 'e', 1), '[-.]', '', 'g')`;
  const exponent = `TRY_CAST(split_part(${written}, 'e', 2) AS INTEGER)`;
  const sign = `(CASE WHEN starts_with(${written}, '-') THEN '-' ELSE '' END)`;
  const expanded =
    `${sign} || (CASE WHEN ${exponent} < 0 THEN '0.' || repeat('0', -${exponent} - 1) || ${digits} ` +
    `ELSE rpad(${digits}, ${exponent} + 1, '0') END)`;
  const trimmed = `rtrim(rtrim(${written}, '0'), '.')`;
  return (
    `(CASE WHEN typeof(${x}) IN ('DOUBLE', 'FLOAT') THEN CASE ` +
    `WHEN ${written} IN ('0.0', '-0.0') THEN '0' WHEN ends_with(${written}, '.0') THEN left(${written}, -2) ` +
    `WHEN contains(${written}, 'e') THEN ${expanded} WHEN ${written} = 'nan' THEN 'NaN' ` +
    `WHEN ${written} = 'inf' THEN 'Infinity' WHEN ${written} = '-inf' THEN '-Infinity' ELSE ${written} END ` +
    `WHEN contains(${written}, '.') THEN ${trimmed} ELSE ${written} END)`
  );
};

/** Dates reach farther than timestamps, and their microseconds farther than 64 bits. */
const canonicalMoment: FunctionSpelling = ([x = '']) => {
  const ofDate = `CAST(CAST(date_diff('day', DATE '1970-01-01', CAST(${x} AS DATE)) AS HUGEINT) * 86400000000 AS VARCHAR)`;
  const infinite = `(CASE WHEN starts_with(${asPlainText(x)}, '-') THEN '-Infinity' ELSE 'Infinity' END)`;
  return (
    `(CASE WHEN NOT isfinite(${x}) THEN ${infinite} WHEN typeof(${x}) = 'DATE' THEN ${ofDate} ` +
    `ELSE CAST(epoch_us(CAST(${x} AS TIMESTAMP)) AS VARCHAR) END)`
  );
};

const startOf =
  (unit: 'day' | 'week' | 'month'): FunctionSpelling =>
  ([x]) =>
    unit === 'day' ? `CAST(${x} AS DATE)` : `CAST(date_trunc('${unit}', CAST(${x} AS TIMESTAMP)) AS DATE)`;

export const functions: Readonly<Record<ScalarFunction, FunctionSpelling>> = {
  ...STANDARD_FUNCTIONS,
  less: compared('<'),
  less_or_equal: compared('<='),
  greater: compared('>'),
  greater_or_equal: compared('>='),
  trim: ([x]) => `trim(${x}, ' ')`,
  lower: ([x]) => `lower(${x})`,
  upper: ([x]) => `upper(${x})`,
  replace_text: ([x, from, to]) => `replace(${x}, ${from}, ${to})`,
  contains: ([x, needle]) => `contains(${x}, ${needle})`,
  starts_with: ([x, prefix]) => `starts_with(${x}, ${prefix})`,
  matches,
  shape,
  as_text: asText,
  has_json_value: hasJsonValue,
  round: ([x, digits]) => `round(${x}, ${digits})`,
  as_double: ([x]) => `CAST(${x} AS DOUBLE)`,
  // Null for infinite dates.
  days_between: ([a, b]) => `date_diff('day', CAST(${a} AS DATE), CAST(${b} AS DATE))`,
  months_between: ([a, b]) => `date_diff('month', CAST(${a} AS DATE), CAST(${b} AS DATE))`,
  start_of_day: startOf('day'),
  start_of_week: startOf('week'),
  start_of_month: startOf('month'),
  is_finite: ([x]) => `isfinite(${x})`,
  is_not_a_number: ([x]) => `isnan(CAST(${x} AS DOUBLE))`,
  weekday: ([x]) => `(CASE WHEN isfinite(${x}) THEN isodow(${x}) END)`,
  hour: ([x]) => `(CASE WHEN isfinite(${x}) THEN hour(CAST(${x} AS TIMESTAMP)) END)`,
  epoch_seconds: ([x]) => `(CASE WHEN isfinite(${x}) THEN CAST(epoch(${x}) AS DOUBLE) END)`,
  canonical_number: canonicalNumber,
  canonical_decimal: canonicalNumber,
  canonical_moment: canonicalMoment,
  row_text: rowText(asPlainText),
  md5: ([x = '']) => `md5(${asPlainText(x)})`,
};
