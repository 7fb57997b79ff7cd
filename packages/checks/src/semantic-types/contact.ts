/** How people and places are reached: zip codes, e-mail addresses, phones, addresses, states, cities. */

import type { NumberMeasureName } from '../read-measure.ts';
import type { ColumnFacts } from './column-facts.ts';
import { isWithin, percent, rule, type SemanticRule } from './semantic-rule.ts';

const follows = ({ column }: ColumnFacts, pattern: string): boolean =>
  column.measures.std_pattern_match === pattern;
const shareOfValues = (column: ColumnFacts, name: NumberMeasureName): string =>
  `${percent(column.ofValues(name))} of ${column.values} values`;
const mostlyDigits = ({ isNumber, ofValues }: ColumnFacts): boolean =>
  isNumber || ofValues('includes_digit_ct') > 0.8;

/** Addresses of machines and of mail are not places. */
const NOT_A_PLACE = new Set(['email', 'mail', 'ip', 'ipv4', 'ipv6', 'mac', 'web', 'url']);

export const CONTACT_RULES: readonly SemanticRule[] = [
  rule('zip-by-pattern-and-name', 'if_unset', 'Zip', (column) =>
    follows(column, 'ZIP_USA') && /zip|postal/.test(column.name)
      ? `Named after zip codes, and ${shareOfValues(column, 'std_zip_usa_ct')} have the shape of US zip codes.`
      : null,
  ),
  rule('email-by-pattern', 'if_unset', 'Email', (column) =>
    follows(column, 'EMAIL')
      ? `${shareOfValues(column, 'std_email_ct')} have the shape of e-mail addresses.`
      : null,
  ),
  rule('phone-by-name', 'if_unset', 'Phone', (column) =>
    column.name.includes('phone') && isWithin(column.number('max_length'), 7, 20) && mostlyDigits(column)
      ? `Named after phones, values of ${column.number('min_length')} to ${column.number('max_length')} characters with digits.`
      : null,
  ),
  rule('phone-by-pattern', 'if_unset', 'Phone', (column) =>
    follows(column, 'PHONE_USA')
      ? `${shareOfValues(column, 'std_phone_usa_ct')} have the shape of US phone numbers.`
      : null,
  ),
  rule('address-by-name', 'if_unset', 'Address', ({ isText, name, words }) =>
    isText &&
    name.endsWith('address') &&
    !name.includes('email') &&
    !words.some((word) => NOT_A_PLACE.has(word))
      ? 'The name ends with "address".'
      : null,
  ),
  rule('address-by-pattern', 'if_unset', 'Address', (column) =>
    follows(column, 'STREET_ADDR')
      ? `${shareOfValues(column, 'std_street_addr_ct')} have the shape of street addresses.`
      : null,
  ),
  rule('state-by-pattern', 'if_unset', 'State', (column) =>
    follows(column, 'STATE_USA')
      ? `${shareOfValues(column, 'std_state_usa_ct')} are codes of US states.`
      : null,
  ),
  rule('city-by-neighbours', 'if_unset', 'City', ({ isText, name }, { following }) =>
    isText && /city|cty/.test(name) && following(1) === 'State' && following(2) === 'Zip'
      ? 'Named after cities, followed by a state and a zip code.'
      : null,
  ),
];

/** Late: words before a state are the names of cities. */
export const CITY_BY_VALUES_RULE: SemanticRule = rule(
  'city-by-values',
  'override',
  'City',
  (column, { following }) => {
    const few = (['includes_digit_ct', 'numeric_ct', 'date_ct'] as const).every(
      (name) => column.ofValues(name) < 0.05,
    );
    const fits =
      column.isText &&
      few &&
      following(1) === 'State' &&
      isWithin(column.number('avg_length'), 7, 12) &&
      (column.number('avg_embedded_spaces') ?? 0) < 1 &&
      isWithin(column.distinct, 15, 40_000);
    return fits && `${column.distinct} different words without digits, followed by a state.`;
  },
);
