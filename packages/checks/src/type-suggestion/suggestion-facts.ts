/** What the writing of a text column's values tells, without the values themselves. */
import type { SemanticType } from '../semantic-type.ts';
import type { ColumnFacts } from '../semantic-types/column-facts.ts';

export interface SuggestionFacts {
  readonly column: ColumnFacts;
  readonly semanticType: SemanticType | null;
  /** Values that are not the empty text. */
  readonly filled: number;
  readonly longest: number;
  /** Characters that the declared type holds; null without a limit. */
  readonly declaredLength: number | null;
  /** Patterns and values that are known: the frequent ones and the ends. */
  readonly samples: readonly string[];
  /** Some values follow none of the known patterns. */
  readonly hasUnknownPatterns: boolean;
}

/** A text type without a limit is declared as 65535 characters. */
const UNLIMITED = 65_535;

export function suggestionFacts(column: ColumnFacts, semanticType: SemanticType | null): SuggestionFacts {
  const { patterns, columnType } = column.column;
  const declared = Number(/\((\d+)\)/.exec(columnType)?.[1] ?? UNLIMITED);
  const ends = [column.text('min_text'), column.text('max_text')];
  return {
    column,
    semanticType,
    filled: column.values - column.count('zero_length_ct'),
    longest: column.number('max_length') ?? 0,
    declaredLength: declared >= UNLIMITED ? null : declared,
    samples: [...column.patterns, ...column.topValues, ...ends].filter((text) => text !== ''),
    hasUnknownPatterns: patterns === null || patterns.otherRows > 0 || patterns.estimated,
  };
}

/** A known value or pattern holds `mark`. */
export const holds = ({ samples }: SuggestionFacts, mark: string): boolean =>
  samples.some((sample) => sample.includes(mark));
