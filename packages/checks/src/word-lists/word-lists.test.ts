import { describe, expect, it } from 'vitest';
import { MISSING_WORDS } from './missing-words.ts';
import { SYNONYM_GROUPS, spellingsOf } from './synonyms.ts';
import { US_STATE_CODES } from './us-states.ts';
import { WORD_LISTS } from './word-lists.ts';

const repeated = (words: readonly string[]): string[] =>
  words.filter((word, index) => words.indexOf(word) !== index);
const malformed = (words: readonly string[]): string[] =>
  words.filter((word) => word === '' || word !== word.trim() || word !== word.toLowerCase());

describe.each(WORD_LISTS.map((list) => [list.language, list] as const))('the list of %s', (_, list) => {
  it('has fillers in lower case, each once', () => {
    expect(list.fillers.length).toBeGreaterThan(9);
    expect([malformed(list.fillers), repeated(list.fillers)]).toEqual([[], []]);
  });
  it.each(Object.entries(list.synonyms))('has well-formed groups: %s', (_family, groups) => {
    const spellings = groups.flatMap(spellingsOf);
    expect([malformed(spellings), repeated(spellings)]).toEqual([[], []]);
  });
  it('takes no code of a state for a filler', () => {
    const states = US_STATE_CODES.map((code) => code.toLowerCase());
    expect(list.fillers.filter((filler) => states.includes(filler))).toEqual([]);
  });
});

describe('all languages together', () => {
  it('name each language once and give a few hundred spellings', () => {
    expect(repeated(WORD_LISTS.map(({ language }) => language))).toEqual([]);
    expect(SYNONYM_GROUPS.flat().length).toBeGreaterThan(600);
    expect(SYNONYM_GROUPS.every((group) => group.length > 1)).toBe(true);
  });
  it('leave short codes that are values alone', () => {
    for (const value of ['0', '9', 'x', 'no', 'off', 'nd', 'sd', 'na', 'ok']) {
      expect(MISSING_WORDS).not.toContain(value);
    }
  });
  it.each(['n/a', 'tbd', 'unbekannt', 'inconnu', 'desconocido', 'não informado'])(
    'know the filler %s',
    (word) => {
      expect(MISSING_WORDS).toContain(word);
    },
  );
});
