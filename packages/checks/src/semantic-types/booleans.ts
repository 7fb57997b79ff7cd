/** Two-valued columns, whatever type they are stored in. */
import type { ColumnFacts } from './column-facts.ts';
import { rule, type SemanticRule } from './semantic-rule.ts';

const PAIRS: readonly (readonly [string, string])[] = [
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['0', '1'],
];

export const BOOLEAN_RULE: SemanticRule = rule('boolean', 'if_unset', 'Boolean', (column) => {
  if (column.column.generalType === 'B') return 'The column has a boolean type.';
  const ends = column.isNumber ? numericEnds(column) : textEnds(column);
  const pair = PAIRS.find((candidate) => ends.length > 0 && ends.every((end) => candidate.includes(end)));
  const complete = pair !== undefined && new Set(ends).size === column.distinct;
  return complete && `The only values are ${ends.length === 1 ? ends[0] : pair.join(' and ')}.`;
});

const textEnds = ({ text }: ColumnFacts): readonly string[] => [
  ...new Set([text('min_text'), text('max_text')].map((value) => value.toLowerCase())),
];

/** Decimals are amounts, even when they happen to be 0 and 1. */
function numericEnds(column: ColumnFacts): readonly string[] {
  if (column.column.isDecimal === true) return [];
  return [...new Set([String(column.number('min_value')), String(column.number('max_value'))])];
}
