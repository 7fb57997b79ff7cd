import { WORD_LISTS } from './word-lists.ts';

/** Words that people and exporters write where there is no value, in lower case; compared with the whole value. */
export const MISSING_WORDS: readonly string[] = [...new Set(WORD_LISTS.flatMap(({ fillers }) => fillers))];
