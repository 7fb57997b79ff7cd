/**
 * Spellings of the SQL standard that no engine so far sees differently. A dialect spreads this table into its own
 * and overrides what it must; every expression stands in parentheses or in a call, so that trees nest safely.
 */
import type { FunctionSpelling } from '../dialect.ts';
import type { Expression } from '../expression.ts';
import { valueType } from '../value-type.ts';
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

const SAFE: ReadonlySet<ScalarFunction> = new Set([
  'canonical_number',
  'canonical_decimal',
  'canonical_moment',
]);

/** Texts of numbers, moments and truth values hold no separator. */
function mayHoldSeparator(tree: Expression | undefined): boolean {
  if (tree?.kind !== 'call') return true;
  if (SAFE.has(tree.fn)) return false;
  const of = tree.fn === 'as_text' && tree.args[0] !== undefined ? valueType(tree.args[0]) : null;
  return of !== 'number' && of !== 'moment' && of !== 'boolean';
}

/**
 * Joined by the unit separator (31) and a bar. One in a text is doubled, and one before an N is null, so that what
 * follows a separator says what it means. A length before each text would do too, but spells every value twice.
 */
export const rowText =
  (plain: (x: string) => string): FunctionSpelling =>
  (rendered, trees) => {
    const items = rendered.map((x, index) => {
      const text = mayHoldSeparator(trees[index]) ? `replace(${plain(x)}, chr(31), chr(31) || chr(31))` : x;
      return `coalesce(${text}, chr(31) || 'N')`;
    });
    return `(${items.join(" || (chr(31) || '|') || ")})`;
  };

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
  concatenate: infix('||'),
  length: call('length'),
  left: call('left'),
  add: infix('+'),
  subtract: infix('-'),
  multiply: infix('*'),
  absolute: call('abs'),
  // On exact types exact; keeps the sign.
  fraction: ([x]) => `(${x} - trunc(${x}))`,
} as const satisfies Partial<Record<ScalarFunction, FunctionSpelling>>;
