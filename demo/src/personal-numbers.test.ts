import { describe, expect, it } from 'vitest';
import { cardNumber, emailAddress, luhnCheckDigit, phoneNumber, taxNumber } from './personal-numbers.ts';
import { createRandom } from './random.ts';
import { PLACES } from './words/places.ts';

const random = createRandom(42, 'numbers');
const many = <T>(make: () => T) => Array.from({ length: 500 }, make);

describe('personal numbers', () => {
  it('computes check digits as published test cards have them', () => {
    expect(luhnCheckDigit('411111111111111')).toBe('1');
    expect(luhnCheckDigit('555555555555444')).toBe('4');
    expect(luhnCheckDigit('601111111111111')).toBe('7');
  });

  it('makes card numbers of four groups that pass the check', () => {
    for (const card of many(() => cardNumber(random))) {
      expect(card).toMatch(/^\d{4}(-\d{4}){3}$/);
      const digits = card.replaceAll('-', '');
      expect(luhnCheckDigit(digits.slice(0, 15))).toBe(digits[15]);
    }
  });

  it('keeps to telephone numbers that are reserved for fiction', () => {
    for (const phone of many(() => phoneNumber(random, random.pick(PLACES)))) {
      expect(phone).toMatch(/^(\(\d{3}\) |\d{3}-)555-01\d{2}$/);
    }
  });

  it('keeps to mail domains that are reserved for examples, in plain ASCII', () => {
    for (const email of many(() => emailAddress(random, 'Zoë', 'Nuñez'))) {
      expect(email).toMatch(/^zoe[._]?nunez\d+@((mail|post)\.)?example\.(com|net|org)$/);
    }
  });

  it('makes tax numbers of a group that was never given out', () => {
    for (const tax of many(() => taxNumber(random))) expect(tax).toMatch(/^9\d\d-00-\d{4}$/);
  });
});

describe('places', () => {
  it('are complete and unique', () => {
    for (const place of PLACES) {
      expect(place).toMatchObject({
        city: expect.stringMatching(/^[A-Z]/),
        state: expect.stringMatching(/^[A-Z]{2}$/),
        zip: expect.stringMatching(/^\d{5}$/),
        areaCode: expect.stringMatching(/^[2-9]\d\d$/),
      });
    }
    expect(new Set(PLACES.map((place) => place.zip)).size).toBe(PLACES.length);
  });
});
