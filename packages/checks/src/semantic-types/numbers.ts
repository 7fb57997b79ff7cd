/** Numbers that no earlier rule knew: counters, amounts, percentages. */
import type { ColumnFacts } from './column-facts.ts';
import { isWithin, percent, rule, type SemanticRule } from './semantic-rule.ts';

const NUMBER_WORDS = new Set(['no', 'num', 'number', 'nbr']);
const isNamedNumber = ({ name, words }: ColumnFacts): boolean =>
  NUMBER_WORDS.has(words.at(-1) ?? '') || /(num|number|nbr)$/.test(name);

function isSpiky(column: ColumnFacts): boolean {
  const [low, middle, high] = [
    column.number('percentile_25'),
    column.number('percentile_50'),
    column.number('percentile_75'),
  ];
  const average = column.number('avg_value');
  if (low === null || middle === null || high === null || average === null) return false;
  const mostlyNothing = (low === 0 && middle === 0 && high === 0) || column.values < 0.05 * column.records;
  return mostlyNothing && (high - low > 2 * Math.abs(average) || Math.abs(average) > 5 * Math.abs(middle));
}

export const NUMBER_RULES: readonly SemanticRule[] = [
  rule('sequence', 'if_unset', 'Sequence', ({ column, isNumber, distinct, number }) => {
    const [min, max] = [number('min_value'), number('max_value')];
    if (!isNumber || column.isDecimal === true || min === null || max === null) return null;
    return (
      max - min + 1 === distinct &&
      `${distinct} different whole numbers, without a gap between the least and the greatest.`
    );
  }),
  rule('numbered-id', 'if_unset', 'ID', (column) =>
    column.isWhole && isNamedNumber(column) && Math.round((100 * column.values) / column.records) > 70
      ? 'Named a number, whole numbers in most rows.'
      : null,
  ),
  rule('numbered-attribute', 'if_unset', 'Attribute-Numeric', (column) =>
    column.isWhole && isNamedNumber(column) ? 'Named a number, whole numbers in some of the rows.' : null,
  ),
  rule('spike', 'if_unset', 'Measurement Spike', (column) =>
    column.isNumber && isSpiky(column) ? 'Zero or nothing in most rows, large where it is not.' : null,
  ),
  rule('discrete', 'if_unset', 'Measurement Discrete', ({ isWhole }) => (isWhole ? 'Whole numbers.' : null)),
  rule('measurement-below-zero', 'if_unset', 'Measurement', ({ isNumber, distinct, number }) =>
    isNumber && distinct > 1 && (number('min_value') ?? 0) < 0
      ? 'Numbers with fractions, some below zero.'
      : null,
  ),
  rule('measurement', 'if_unset', 'Measurement', ({ isNumber, distinct, number }) => {
    const [average, deviation] = [number('avg_value'), number('stdev_value')];
    if (!isNumber || distinct <= 1 || average === null || deviation === null || average === 0) return null;
    const variation = deviation / average;
    return variation >= 0.1 && `Numbers with fractions that vary by ${percent(variation)} of their average.`;
  }),
];

/** Late: percentages, told by name and range or by their sign. */
export const PERCENT_RULES: readonly SemanticRule[] = [
  rule('percent-by-name', 'override', 'Measurement Pct', ({ isNumber, name, number }, { current }) => {
    const isAmount = ['Measurement', 'Measurement Discrete', 'UNKNOWN'].includes(current ?? '');
    const inRange = isWithin(number('min_value'), -200, 200) && isWithin(number('max_value'), -200, 200);
    return isNumber && isAmount && inRange && /pct|percent/.test(name)
      ? 'Named after percentages, values from -200 to 200.'
      : null;
  }),
  rule('percent-in-text', 'override', 'Measurement Pct', (column, { current }) => {
    const fits =
      current === 'Code' &&
      isWithin(column.count('distinct_pattern_ct'), 1, 3) &&
      column.count('includes_digit_ct') === column.values &&
      column.patterns.every((pattern) => /^N{1,3}(\.N*)?%$/.test(pattern));
    return fits && 'Every value is a number with a percent sign.';
  }),
];

export const UNKNOWN_RULE: SemanticRule = rule('unknown', 'if_unset', 'UNKNOWN', () => 'No rule fits.');
