/**
 * Numbers and addresses that look personal and can belong to nobody: a demo must not print the telephone
 * number, card or tax number of a living person.
 */
import type { Random } from './random.ts';
import type { Place } from './words/places.ts';

/** 555-0100 to 555-0199 are kept free for fiction in every area code of the North American Numbering Plan. */
export function phoneNumber(random: Random, place: Place): string {
  const line = `555-01${String(random.integer(0, 99)).padStart(2, '0')}`;
  return random.chance(0.7) ? `(${place.areaCode}) ${line}` : `${place.areaCode}-${line}`;
}

/** `first.last12@mail.example.com`: example.com, .net and .org are reserved for examples (RFC 2606). */
export function emailAddress(random: Random, given: string, family: string): string {
  const local = plainAscii(`${given}${random.pick(['.', '_', ''])}${family}${random.integer(1, 99)}`);
  return `${local}@${random.pick(['mail.', 'post.', ''])}example.${random.pick(['com', 'net', 'org'])}`;
}

/**
 * Nine digits in the shape of a US taxpayer number. Group `00` was never given out, neither as a social security
 * number nor as an individual taxpayer number.
 */
export function taxNumber(random: Random): string {
  return `${random.integer(900, 999)}-00-${String(random.integer(1, 9999)).padStart(4, '0')}`;
}

/** Prefixes that card processors publish for test payments. */
const TEST_CARD_PREFIXES = ['400000', '411111', '424242', '510510', '555555', '601111'] as const;

/** Sixteen digits in four groups, with a valid Luhn check digit. */
export function cardNumber(random: Random): string {
  const body = random.pick(TEST_CARD_PREFIXES) + String(random.integer(0, 999_999_999)).padStart(9, '0');
  const digits = body + luhnCheckDigit(body);
  return digits.replace(/(\d{4})(?=\d)/g, '$1-');
}

/** The digit that makes `body` followed by it pass the Luhn check (ISO/IEC 7812-1, annex B). */
export function luhnCheckDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

function plainAscii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9._]/g, '')
    .toLowerCase();
}
