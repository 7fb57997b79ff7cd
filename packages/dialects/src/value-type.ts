/**
 * The type of an expression, as far as the tree tells. Only text needs it: it compares by code point, and that
 * takes a collation which other types refuse.
 */
import type { Expression, ValueType } from './expression.ts';
import type { ScalarFunction } from './vocabulary.ts';

/** `operandsFrom`: the result is one of the arguments from there on, and has their type. */
const RESULT_TYPES: Readonly<Record<ScalarFunction, ValueType | { readonly operandsFrom: number }>> = {
  is_null: 'boolean',
  is_not_null: 'boolean',
  equal: 'boolean',
  not_equal: 'boolean',
  less: 'boolean',
  less_or_equal: 'boolean',
  greater: 'boolean',
  greater_or_equal: 'boolean',
  and: 'boolean',
  or: 'boolean',
  not: 'boolean',
  is_in: 'boolean',
  guarded: 'boolean',
  if_then_else: { operandsFrom: 1 },
  coalesce: { operandsFrom: 0 },
  null_if: { operandsFrom: 0 },
  length: 'number',
  trim: 'text',
  lower: 'text',
  upper: 'text',
  replace_text: 'text',
  concatenate: 'text',
  left: 'text',
  contains: 'boolean',
  starts_with: 'boolean',
  matches: 'boolean',
  shape: 'text',
  as_text: 'text',
  has_json_value: 'boolean',
  add: 'number',
  subtract: 'number',
  multiply: 'number',
  absolute: 'number',
  round: 'number',
  fraction: 'number',
  as_double: 'number',
  days_between: 'number',
  months_between: 'number',
  start_of_day: 'moment',
  start_of_week: 'moment',
  start_of_month: 'moment',
  is_finite: 'boolean',
  is_not_a_number: 'boolean',
  weekday: 'number',
  hour: 'number',
  epoch_seconds: 'number',
  canonical_number: 'text',
  canonical_decimal: 'text',
  canonical_moment: 'text',
  row_text: 'text',
  md5: 'text',
};

/** The type of the first operand whose type is known; null when only the database knows. */
export function commonType(expressions: readonly Expression[]): ValueType | null {
  for (const expression of expressions) {
    const type = valueType(expression);
    if (type !== null) return type;
  }
  return null;
}

/** The type of `expression`; null when only the database knows (a plain column, SQL of a user). */
export function valueType(expression: Expression): ValueType | null {
  const type = declaredType(expression);
  return type === 'any' ? null : type;
}

function declaredType(expression: Expression): ValueType | null {
  if (expression.kind === 'user_sql') return null;
  if (expression.kind !== 'call') return expression.type ?? null;
  const result = RESULT_TYPES[expression.fn];
  return typeof result === 'string' ? result : commonType(expression.args.slice(result.operandsFrom));
}
