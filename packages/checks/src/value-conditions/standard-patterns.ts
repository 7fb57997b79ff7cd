/** Shapes of text that people know by name: an address, a phone number, a card number ... */
import {
  and,
  contains,
  type Expression,
  equal,
  greaterOrEqual,
  guarded,
  isIn,
  length,
  lessOrEqual,
  lower,
  matches,
  not,
  number,
  or,
  text,
} from '@assay/dialects';
import { US_STATE_CODES } from '../word-lists/us-states.ts';
import { isNumberText } from './number-text.ts';

type Text = Expression<'text'>;
type Condition = Expression<'boolean'>;

const lengthBetween = (value: Text, shortest: number, longest: number): Condition =>
  and(greaterOrEqual(length(value), number(shortest)), lessOrEqual(length(value), number(longest)));

const FOUR_DIGITS = '[0-9][0-9][0-9][0-9]';

// House number, up to three words, a street type (short, or one of the long ones), an optional unit.
const STREET_TYPE =
  '([A-Za-z]{1,6}|[Bb]oulevard|BOULEVARD|[Tt]errace|TERRACE|[Pp]arkway|PARKWAY|[Hh]ighway|HIGHWAY|[Cc]rescent|CRESCENT)';
const UNIT = '(,? ([Aa]pt|APT|[Uu]nit|UNIT|[Ss]uite|SUITE|[Ss]te|STE)?\\.? ?#?[0-9]{1,5}[A-Z]?)';
const STREET_ADDRESS = `^[0-9]{1,5}[A-Za-z]? [A-Za-z0-9']+\\.?( [A-Za-z0-9']+\\.?){0,2} ${STREET_TYPE}\\.?${UNIT}?$`;

export const isStreetAddress = (value: Text): Condition =>
  guarded(contains(value, ' '), matches(value, STREET_ADDRESS));

/** Upper case only: `in` and `or` are words before they are states. */
export const isUsState = (value: Text): Condition => isIn(value, US_STATE_CODES.map(text));

const AREA_CODE = '[2-9][0-9][0-9]';
const US_PHONE = `^(\\+?1[ .-]?)?(\\(${AREA_CODE}\\)|${AREA_CODE})[ .-]?${AREA_CODE}[ .-]?${FOUR_DIGITS}$`;
export const isUsPhone = (value: Text): Condition =>
  guarded(lengthBetween(value, 10, 17), matches(value, US_PHONE));

const EMAIL = '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z][A-Za-z]+$';
export const isEmail = (value: Text): Condition => guarded(contains(value, '@'), matches(value, EMAIL));

const US_ZIP = `^[0-9]${FOUR_DIGITS}(-?${FOUR_DIGITS})?$`;
export const isUsZip = (value: Text): Condition =>
  guarded(lengthBetween(value, 5, 10), matches(value, US_ZIP));

const FILE_NAME = '^[a-z0-9_ -]+\\.(txt|csv|tsv|dat|docx?|pdf|xlsx?|json|xml|parquet)$';
export const isFileName = (value: Text): Condition =>
  guarded(contains(value, '.'), matches(lower(value), FILE_NAME));

/** Sixteen digits in four groups. The check digit is beyond a regular expression. */
const CREDIT_CARD = `^${FOUR_DIGITS}[ -]?${FOUR_DIGITS}[ -]?${FOUR_DIGITS}[ -]?${FOUR_DIGITS}$`;
export const isCreditCard = (value: Text): Condition =>
  guarded(lengthBetween(value, 16, 19), matches(value, CREDIT_CARD));

const DELIMITERS = [',', '|', '\t'];
const fieldsBetween = (delimiter: string): string => {
  const field = `[^${delimiter}]{0,20}`;
  const separator = delimiter === '|' ? '\\|' : delimiter;
  return `${field}${separator}${field}(${separator}${field})+`;
};
const DELIMITED = `^(${DELIMITERS.map(fieldsBetween).join('|')})$`;
const SENTENCE_WORD = '(^|[^a-z])(and|but|or|yet)([^a-z]|$)';
/** Three or more short fields; a sentence with commas and a number with thousands are not delimited data. */
export const isDelimitedData = (value: Text): Condition =>
  guarded(
    or(...DELIMITERS.map((delimiter) => contains(value, delimiter))),
    and(matches(value, DELIMITED), not(matches(lower(value), SENTENCE_WORD)), not(isNumberText(value))),
  );

/** United States social security number; areas that were never issued (666, 734-749, 9xx) are out. */
const SSN_AREA = '([0-5][0-9][0-9]|6[0-57-9][0-9]|66[0-57-9]|7[0-2][0-9]|73[0-3]|7[5-9][0-9]|8[0-9][0-9])';
const SSN = `^${SSN_AREA}-[0-9][0-9]-${FOUR_DIGITS}$`;
export const isSsn = (value: Text): Condition =>
  guarded(equal(length(value), number(11)), matches(value, SSN));
