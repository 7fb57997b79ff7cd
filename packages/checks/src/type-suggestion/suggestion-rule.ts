import type { TypeSuggestion } from '../column-profile.ts';
import type { SuggestionFacts } from './suggestion-facts.ts';

export interface SuggestionRule {
  readonly id: string;
  /** A type in standard SQL with the facts that speak for it; null when the rule does not fit. */
  readonly suggest: (facts: SuggestionFacts) => TypeSuggestion | null;
}
