/** Text that no earlier rule knew: codes, categories, attributes, descriptions. */
import type { ColumnFacts } from './column-facts.ts';
import { isWithin, rule, type SemanticRule } from './semantic-rule.ts';

const AMOUNT_NAME = /^(average|avg|count|ct|sum|total|tot)_|_(average|avg|count|ct|sum|total|tot)$/;
/** More distinct values than this are not a code list. */
const CODE_LIST = 200;

const spaces = ({ number }: ColumnFacts): number => number('avg_embedded_spaces') ?? 0;
const lengths = ({ number }: ColumnFacts): { min: number; avg: number; max: number } => ({
  min: number('min_length') ?? 0,
  avg: number('avg_length') ?? 0,
  max: number('max_length') ?? 0,
});

/** One token with a digit in it: nearly unique, or nearly all of one length. */
function looksCoded(column: ColumnFacts): boolean {
  if (column.count('includes_digit_ct') === 0 || spaces(column) >= 0.1) return false;
  const { min, avg, max } = lengths(column);
  const nearlyUnique =
    max <= 20 && column.values > 0.8 * column.records && column.distinct > 0.95 * column.values;
  return nearlyUnique || Math.round(max - avg) <= 1 || Math.round(avg - min) <= 1;
}

/** Lengths that spread to both sides of the average: prose, not codes. */
function hasSpreadLengths(column: ColumnFacts): boolean {
  const { min, avg, max } = lengths(column);
  return max - Math.round(avg) > 1 && Math.round(avg) - min > 1;
}
const isShortPhrase = (column: ColumnFacts): boolean =>
  isWithin(spaces(column), 0, 3) &&
  lengths(column).max <= 30 &&
  column.text('max_text').split(' ').length <= 5;

export const TEXT_CLASS_RULES: readonly SemanticRule[] = [
  rule('flag', 'if_unset', 'Flag', (column) =>
    column.isText &&
    column.column.columnType.startsWith('char') &&
    isWithin(column.distinct, 3, 5) &&
    lengths(column).min > 1 &&
    lengths(column).max <= 7 &&
    column.patterns.some((pattern) => pattern.includes('A'))
      ? `${column.distinct} short values in a column of fixed width.`
      : null,
  ),
  rule('measurement-in-text', 'if_unset', 'Measurement Text', ({ isText, name, values, count }) =>
    isText && AMOUNT_NAME.test(name) && values > 1 && count('numeric_ct') === values
      ? 'Named after an amount, every value is a number.'
      : null,
  ),
  rule('id-by-build', 'if_unset', 'ID', (column) =>
    column.isText && looksCoded(column) && column.distinct > CODE_LIST
      ? `${column.distinct} different codes with digits.`
      : null,
  ),
  rule('code-by-build', 'if_unset', 'Code', (column) =>
    column.isText && looksCoded(column) ? `${column.distinct} different codes with digits.` : null,
  ),
  rule('attribute', 'if_unset', 'Attribute', (column) =>
    column.isText && column.distinct > CODE_LIST && hasSpreadLengths(column) && isShortPhrase(column)
      ? `${column.distinct} different short phrases.`
      : null,
  ),
  rule('description', 'if_unset', 'Description', (column) =>
    column.isText && column.distinct > CODE_LIST && hasSpreadLengths(column)
      ? `${column.distinct} different texts of many lengths.`
      : null,
  ),
  rule('code', 'if_unset', 'Code', (column) => {
    if (!column.isText || !isWithin(column.distinct, 2, CODE_LIST)) return null;
    const short = spaces(column) < 1 && lengths(column).max < 15;
    const mixed = column.patterns.some((pattern) => pattern.includes('A') && pattern.includes('N'));
    return (short || mixed) && `${column.distinct} different short values.`;
  }),
  rule('category', 'if_unset', 'Category', ({ isText, distinct }) =>
    isText && isWithin(distinct, 2, CODE_LIST) ? `${distinct} different phrases.` : null,
  ),
];
