import { WORD_LISTS } from './word-lists.ts';

/** The spellings of a group as it is written in a list: `male|m|man`. */
export const spellingsOf = (group: string): readonly string[] => group.split('|');

/** Spellings that mean one thing, in lower case, of all languages: what `Variant_Coded_Values` looks for. */
export const SYNONYM_GROUPS: readonly (readonly string[])[] = WORD_LISTS.flatMap(({ synonyms }) =>
  Object.values(synonyms).flat(),
)
  .map(spellingsOf)
  .filter((group) => group.length > 1);
