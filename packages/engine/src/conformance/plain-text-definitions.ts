/**
 * What each measure of text asks of one value, written the long way in plain JavaScript: no guards, no shared conditions, no
 * look at how it is declared. Slow on purpose; the reference beside which the tuned expressions of all engines must say the
 * same of any text.
 */
import type { MeasureName } from '@assay/checks';
import { isDateText, isDayFirst, isMonthFirst } from './plain-dates.ts';
import {
  isCardNumber,
  isDelimited,
  isEmail,
  isFileName,
  isSsn,
  isStreetAddress,
  isUsPhone,
  isUsZip,
} from './plain-shapes.ts';

type Answer = string | number | boolean;
export type PlainDefinition = (text: string) => Answer;

/** Lists that people may edit: they are read from the declarations, so that the reference follows. */
export interface WordLists {
  /** Markers of a missing value, in lower case, with their brackets. */
  readonly missing: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
}

const WHITE = new Set([' ', '\t', '\n', '\u000b', '\f', '\r', '\u00a0', '\u3000']);
const INVISIBLE = new Set([...'\u00a0\u2009\u200b\u200c\u200d\u200e\u200f\u202f\u3000\ufeff']);

export const charactersOf = (text: string): string[] => [...text];
const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character.length === 1 && character >= '0' && character <= '9';
const isUpper = (character: string): boolean =>
  character.length === 1 && character >= 'A' && character <= 'Z';
const isLower = (character: string): boolean =>
  character.length === 1 && character >= 'a' && character <= 'z';
const isWhite = (character: string): boolean => WHITE.has(character);

function withoutSpaces(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return text.slice(start, end);
}

const count = (text: string, test: (character: string) => boolean): number =>
  charactersOf(text).filter(test).length;
const has = (text: string, test: (character: string) => boolean): boolean => count(text, test) > 0;

function isZero(text: string): boolean {
  const [first, point, ...rest] = charactersOf(withoutSpaces(text));
  return first === '0' && (point === undefined || (point === '.' && rest.every((digit) => digit === '0')));
}

/** `+$1,234.50 %` read from left to right. */
export function isNumberText(text: string): boolean {
  const characters = charactersOf(text);
  let at = 0;
  const skip = (test: (character: string) => boolean): number => {
    const start = at;
    while (at < characters.length && test(characters[at] as string)) at++;
    return at - start;
  };
  const take = (...wanted: readonly string[]): boolean => {
    const found = wanted.includes(characters[at] ?? '');
    if (found) at++;
    return found;
  };
  skip(isWhite);
  take('+', '-');
  take('$');
  skip(isWhite);
  if (skip(isDigit) === 0) return false;
  while (characters[at] === ',') {
    if (![1, 2, 3].every((ahead) => isDigit(characters[at + ahead]))) return false;
    at += 4;
  }
  if (take('.')) skip(isDigit);
  take('%');
  skip(isWhite);
  return at === characters.length;
}

/** One character over and over, white space of any kind counting as one. */
function isFillerRun(text: string): boolean {
  const characters = charactersOf(text);
  const [first = ''] = characters;
  if (characters.length === 0) return false;
  if (characters.every(isWhite)) return true;
  const repeats = (same: (character: string) => boolean) => characters.every(same);
  if ('.-?'.includes(first)) return repeats((character) => character === first);
  return (
    characters.length > 1 &&
    '09xz'.includes(first.toLowerCase()) &&
    repeats((c) =>
      /^[xz]$/i.test(first)
        ? c.toLowerCase() === first.toLowerCase() && c.length === 1 && /[A-Za-z]/.test(c)
        : c === first,
    )
  );
}

function isQuoted(text: string): boolean {
  const characters = charactersOf(text);
  const [first, last] = [characters[0], characters.at(-1)];
  return characters.length > 1 && first === last && (first === '"' || first === "'");
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) as number;
  return (code < 0x20 || (code >= 0x7f && code <= 0x9f)) && code !== 9 && code !== 10 && code !== 13;
}

/** Windows-1252 where it differs from Latin-1: bytes 80 to 9F. */
const WINDOWS_1252 = new Map<string, number>(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((character, i) => [
    character,
    0x80 + i,
  ]),
);
/** The byte that a wrong reading showed as this character; null where it shows none. */
function byteOf(character: string | undefined): number | null {
  const code = character?.codePointAt(0);
  if (character === undefined || code === undefined) return null;
  return WINDOWS_1252.get(character) ?? (code <= 0xff ? code : null);
}
/** Quotes, dashes and dots that may follow a word that ends in `Ã`. */
const MAY_FOLLOW_A_WORD = new Set([...'«»…‹›‘’“”•–—']);

/** The bytes of `é`, of `°`, of a typographic quote or of an emoji, each shown as a character. */
function isEncodingDamaged(text: string): boolean {
  const characters = charactersOf(text);
  const isContinuation = (at: number): boolean => {
    const byte = byteOf(characters[at]);
    return byte !== null && byte >= 0x80 && byte <= 0xbf;
  };
  return characters.some((character, at) => {
    const next = characters[at + 1] ?? '';
    if (character === '\ufffd') return true;
    if (character === 'Ã') return isContinuation(at + 1) && !MAY_FOLLOW_A_WORD.has(next);
    if (character === 'Â') return next >= '\u0080' && next <= '\u00bf' && next.length === 1;
    if (character === 'â' && byteOf(next) === 0x80) return isContinuation(at + 2);
    if (character === 'â' && byteOf(next) === 0x82) return characters[at + 2] === '¬';
    if (character === 'ð' && byteOf(next) === 0x9f) return isContinuation(at + 2);
    return false;
  });
}

/** Without the five signs, in upper case. Letters beyond ASCII are left to the engine: see `agreesOnCase`. */
const standardised = (text: string): string =>
  charactersOf(text)
    .filter((character) => !" ',.-".includes(character))
    .join('')
    .toUpperCase();

/** What `shape` makes of a value. */
export const shapeOf = (text: string): string =>
  charactersOf(text)
    .map((character) =>
      isDigit(character) ? 'N' : isUpper(character) ? 'A' : isLower(character) ? 'a' : character,
    )
    .join('');
export const isBlank = (text: string): boolean => charactersOf(text).every(isWhite);

export const plainDefinitions = (lists: WordLists): ReadonlyMap<MeasureName, PlainDefinition> =>
  new Map<MeasureName, PlainDefinition>([
    ['zero_length_ct', (text) => text.length === 0],
    ['min_length', (text) => charactersOf(text).length],
    ['max_length', (text) => charactersOf(text).length],
    ['lead_space_ct', (text) => isWhite(text[0] ?? '') && !isBlank(text)],
    ['trail_space_ct', (text) => isWhite(text.at(-1) ?? '') && !isBlank(text)],
    ['quoted_value_ct', isQuoted],
    ['includes_digit_ct', (text) => has(text, isDigit)],
    ['upper_case_ct', (text) => has(text, isUpper) && !has(text, isLower)],
    ['lower_case_ct', (text) => has(text, isLower) && !has(text, isUpper)],
    ['non_alpha_ct', (text) => !has(text, isLower) && !has(text, isUpper)],
    ['non_printing_ct', (text) => has(text, (character) => INVISIBLE.has(character))],
    ['control_char_ct', (text) => has(text, isControl)],
    ['encoding_damage_ct', isEncodingDamaged],
    ['embedded_space_ct', (text) => withoutSpaces(text).includes(' ')],
    ['avg_embedded_spaces', (text) => count(withoutSpaces(text), (character) => character === ' ')],
    ['zero_value_ct', isZero],
    ['numeric_ct', isNumberText],
    ['filled_value_ct', (text) => isFillerRun(text) || lists.missing.has(text.toLowerCase())],
    ['distinct_std_value_ct', standardised],
    ['date_ct', isDateText],
    ['day_first_date_ct', isDayFirst],
    ['month_first_date_ct', isMonthFirst],
    ['std_state_usa_ct', (text) => lists.states.has(text)],
    ['std_zip_usa_ct', isUsZip],
    ['std_ssn_ct', isSsn],
    ['std_credit_card_ct', isCardNumber],
    ['std_phone_usa_ct', isUsPhone],
    ['std_email_ct', isEmail],
    ['std_file_name_ct', isFileName],
    ['std_street_addr_ct', isStreetAddress],
    ['std_delimited_data_ct', (text) => isDelimited(text) && !isNumberText(text)],
  ]);
