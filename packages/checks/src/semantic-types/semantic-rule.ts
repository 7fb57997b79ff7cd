/** A rule of semantic typing. Rules run in order over all columns of a run, each seeing what the earlier ones found. */
import type { SemanticType } from '../semantic-type.ts';
import type { ColumnFacts } from './column-facts.ts';

export interface SemanticVerdict {
  readonly type: SemanticType;
  /** The facts that decided, in a sentence for people. */
  readonly because: string;
}

/** What a rule may know beyond the column itself. */
export interface Situation {
  /** When the run started, ISO 8601. */
  readonly runAt: string;
  readonly idMask: string;
  readonly surrogateKeyMask: string;
  /** What earlier rules made of this column. */
  readonly current: SemanticType | null;
  /** What earlier rules made of the column `offset` places behind this one; null beyond the last. */
  readonly following: (offset: number) => SemanticType | null;
  /** The first other table of the run with a column of the same name, ignoring case, of a type that is wanted; null = none. */
  readonly namesakeOfType: (isWanted: (type: SemanticType | null) => boolean) => string | null;
}

export interface SemanticRule {
  /** Names the rule in reasons and tests: `email-by-pattern`. */
  readonly id: string;
  /** `if_unset` leaves columns alone that have a type already; `override` looks at all of them. */
  readonly mode: 'if_unset' | 'override';
  readonly decide: (column: ColumnFacts, situation: Situation) => SemanticVerdict | null;
}

/** A rule for one type: `reason` gives the sentence, or null when the rule does not apply. */
export const rule = (
  id: string,
  mode: SemanticRule['mode'],
  type: SemanticType,
  reason: (column: ColumnFacts, situation: Situation) => string | null | false,
): SemanticRule => ({
  id,
  mode,
  decide: (column, situation) => {
    const because = reason(column, situation);
    return because === null || because === false ? null : { type, because };
  },
});

/** `n` of `whole` as people read it: `12.5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;

/** `value` lies in low..high; nothing does not. */
export const isWithin = (value: number | null, low: number, high: number): boolean =>
  value !== null && value >= low && value <= high;
