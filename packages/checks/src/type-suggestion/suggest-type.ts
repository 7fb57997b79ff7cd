import type { TypeSuggestion } from '../column-profile.ts';
import type { SemanticType } from '../semantic-type.ts';
import type { ColumnFacts } from '../semantic-types/column-facts.ts';
import { type SuggestionFacts, suggestionFacts } from './suggestion-facts.ts';
import { TEXT_TYPE_RULES } from './text-types.ts';

/** With fewer rows the next load may hold what the values seen so far do not. */
const ROWS_FOR_A_SUGGESTION = 500;
/** Well inside of what each type holds, so that values may grow. */
const WHOLE_TYPES = [
  { type: 'SMALLINT', range: 100 },
  { type: 'INTEGER', range: 100_000_000 },
  { type: 'BIGINT', range: 9_000_000_000_000_000_000 },
] as const;

/**
 * A better type than the declared one, or null when the declared type is right or there is too little to tell.
 * Keys keep their type: what joins to them has the same.
 */
export function suggestType(column: ColumnFacts, semanticType: SemanticType | null): TypeSuggestion | null {
  if (column.records <= ROWS_FOR_A_SUGGESTION || column.name.endsWith('id')) return null;
  if (column.isNumber) return suggestWholeType(column);
  if (!column.isText || column.number('max_length') === null) return null;
  const facts = suggestionFacts(column, semanticType);
  if (facts.filled === 0) return null;
  for (const { suggest } of TEXT_TYPE_RULES) {
    const suggestion = suggest(facts);
    if (suggestion !== null) return isDeclared(facts, suggestion.type) ? null : suggestion;
  }
  return null;
}

const isDeclared = ({ declaredLength }: SuggestionFacts, type: string): boolean =>
  type === `VARCHAR(${declaredLength})`;

/** Decimals that never use their places. */
function suggestWholeType(column: ColumnFacts): TypeSuggestion | null {
  const scale = Number(/\(\d+,\s*(\d+)\)/.exec(column.column.columnType)?.[1] ?? 0);
  const [min, max] = [column.number('min_value'), column.number('max_value')];
  const isExact = column.count('nan_ct') === 0 && column.count('infinite_ct') === 0;
  const isWhole = column.values > 0 && column.number('fractional_sum') === 0;
  if (scale === 0 || !isWhole || !isExact || min === null || max === null) return null;
  const reach = Math.max(Math.abs(min), Math.abs(max));
  const fitting = WHOLE_TYPES.find(({ range }) => reach <= range);
  if (fitting === undefined) return null;
  return {
    type: fitting.type,
    because: `None of the ${column.values} values uses its ${scale} decimal places, and none is beyond ${fitting.range}.`,
  };
}
