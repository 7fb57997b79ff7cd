/**
 * Spellings of the SQL standard that no engine so far sees differently. A dialect spreads this table into its own
 * and overrides what it must; every expression stands in parentheses or in a call, so that trees nest safely.
 */
import type { FunctionSpelling } from '../dialect.ts';
import type { ScalarFunction } from '../vocabulary.ts';

const infix =
  (operator: string): FunctionSpelling =>
  ([a, b]) =>
    `(${a} ${operator} ${b})`;

const call =
  (name: string): FunctionSpelling =>
  (args) =>
    `${name}(${args.join(', ')})`;

/** Conditions joined by an operator; without any, the value that changes nothing. */
const joined =
  (operator: string, none: string): FunctionSpelling =>
  (conditions) =>
    conditions.length === 0 ? none : `(${conditions.join(` ${operator} `)})`;

export const STANDARD_FUNCTIONS = {
  is_null: ([x]) => `(${x} IS NULL)`,
  is_not_null: ([x]) => `(${x} IS NOT NULL)`,
  equal: infix('='),
  not_equal: infix('<>'),
  and: joined('AND', 'TRUE'),
  or: joined('OR', 'FALSE'),
  not: ([x]) => `(NOT ${x})`,
  is_in: ([x, ...items]) => `(${x} IN (${items.join(', ')}))`,
  // CASE, because AND promises no order: the test must not run where the guard says no.
  guarded: ([guard, test]) => `(CASE WHEN ${guard} THEN ${test} ELSE FALSE END)`,
  if_then_else: ([condition, then, otherwise]) =>
    `(CASE WHEN ${condition} THEN ${then} ELSE ${otherwise} END)`,
  coalesce: call('coalesce'),
  null_if: call('nullif'),
  length: call('length'),
  left: call('left'),
  joined_text: (texts) =>
    `(${texts.map((x) => `coalesce(CAST(length(${x}) AS VARCHAR) || ':' || ${x}, '-')`).join(' || ')})`,
  add: infix('+'),
  subtract: infix('-'),
  multiply: infix('*'),
  absolute: call('abs'),
  // On exact types exact; keeps the sign.
  fraction: ([x]) => `(${x} - trunc(${x}))`,
} as const satisfies Partial<Record<ScalarFunction, FunctionSpelling>>;
