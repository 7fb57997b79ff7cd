/** A rule that recognises personal data by a column's name, its values, or both. */
import type { PiiCategory, PiiRisk } from '../pii-flag.ts';
import type { SemanticType } from '../semantic-type.ts';
import type { ColumnFacts } from '../semantic-types/column-facts.ts';

export interface PiiSubject extends ColumnFacts {
  readonly semanticType: SemanticType | null;
  /** The words of the name joined by `_`, to find phrases in: `dateOfBirth` is `date_of_birth`. */
  readonly phrase: string;
}

export interface PiiRule {
  readonly id: string;
  readonly risk: PiiRisk;
  readonly category: PiiCategory;
  readonly type: string;
  /**
   * `alone`: the column is personal data wherever it stands. `in_company`: only in a table that holds another
   * personal column; a city is a place until it stands beside a name.
   */
  readonly when: 'alone' | 'in_company';
  /** Why the column is personal data, in a sentence; null or false when it is not. */
  readonly reason: (column: PiiSubject) => string | null | false;
}

/** One of `words` is a whole word of the name: `race` is in `race_cd` and not in `trace`. */
export const hasWord = ({ words }: PiiSubject, ...wanted: readonly string[]): boolean =>
  words.some((word) => wanted.includes(word));

/** The pattern that most values follow, or ''. */
export const topPattern = ({ patterns }: PiiSubject): string => patterns[0] ?? '';

export const averageLengthWithin = ({ number }: PiiSubject, low: number, high: number): boolean => {
  const average = number('avg_length');
  return average !== null && average >= low && average <= high;
};

/** Numbers, or text where most values hold a digit: what an identifier looks like and a label does not. */
export const holdsDigits = ({ isWhole, isText, ofValues }: PiiSubject): boolean =>
  isWhole || (isText && ofValues('includes_digit_ct') > 0.5);
