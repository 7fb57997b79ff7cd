import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countValueKinds } from './count-value-kinds.ts';
import { VALUE_KINDS, type ValueKind } from './value-kind.ts';
import { VALUE_RECOGNISERS } from './value-recognisers.ts';

describe.each(VALUE_RECOGNISERS.map((recogniser) => [recogniser.title, recogniser] as const))(
  '%s',
  (_, { recognises, examples }) => {
    it.each(examples.yes.map((text) => [text]))('are %s', (text) => expect(recognises(text)).toBe(true));
    it.each(examples.no.map((text) => [text]))('are not "%s"', (text) =>
      expect(recognises(text)).toBe(false),
    );
    it('are told from any text whatever without an error', () => {
      fc.assert(
        fc.property(
          fc.string({ unit: 'binary', maxLength: 60 }),
          (text) => typeof recognises(text) === 'boolean',
        ),
      );
    });
    it('take no time over a megabyte of one character', () => {
      for (const character of ['0', '4', 'a', ':', '.', '@', '+1', ' ', 'DE89']) {
        expect(recognises(character.repeat(1_000_000))).toBe(false);
      }
    });
  },
);

describe('recognisers', () => {
  it('stand for every kind, once', () => {
    expect(VALUE_RECOGNISERS.map(({ kind }) => kind)).toEqual([...VALUE_KINDS]);
  });

  /** Numbers that nobody built with a check digit: a share of them passes, and how many decides what is believed. */
  it.each<[ValueKind, number, number]>([
    ['card_number', 16, 0.04],
    ['card_number', 15, 0.01],
    ['national_id_uk', 10, 0.05],
    ['national_id_de', 11, 0.01],
    ['national_id_fr', 15, 0.01],
    ['national_id_in', 12, 0.12],
    ['national_id_br', 11, 0.02],
  ])('%s: of random numbers of %d digits at most %d pass', (kind, length, most) => {
    const numbers = fc.sample(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }),
      { numRuns: 4000, seed: 7 },
    );
    const { looked, matched } = countValueKinds(numbers.map((digits) => digits.join('')));
    expect((matched[kind] ?? 0) / looked).toBeLessThan(most);
  });

  it('count kinds among values, without blanks around them', () => {
    expect(countValueKinds([' ann@example.com', 'bob@example.com ', 'x', '', '10.0.0.1'])).toEqual({
      looked: 4,
      matched: { email: 2, ipv4: 1 },
    });
  });
});
