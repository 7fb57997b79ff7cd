import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { PORTUGUESE } from './portuguese.ts';
import { SPANISH } from './spanish.ts';
import type { WordList } from './word-list.ts';

/** Every language, one file each. */
export const WORD_LISTS: readonly WordList[] = [ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE];
