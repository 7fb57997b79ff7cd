/** Numbers that identify a person: of documents, accounts, memberships. */
import { averageLengthWithin, hasWord, holdsDigits, type PiiRule, topPattern } from './pii-rule.ts';

const TAX_SHAPES = new Set(['NNNNNNNNN', 'NNN-NN-NNNN', 'NNN NN NNNN', 'NN-NNNNNNN']);
const PASSPORT_SHAPE = /^(N{9}|AN{8}|AAN{7})$/;
const SWIFT_SHAPE = /^A{6}[AN]{2}([AN]{3})?$/;
const VIN_SHAPE = /^[AN]{17}$/;
const ROUTING_SHAPES = new Set(['NNNNNNNNN', 'NNNN-NNNN-N']);

export const DOCUMENT_RULES: readonly PiiRule[] = [
  {
    id: 'ssn',
    risk: 'High',
    category: 'ID',
    type: 'SSN',
    when: 'alone',
    reason: (column) => {
      if (column.column.measures.std_pattern_match === 'SSN')
        return 'The values have the shape of social security numbers.';
      const named = hasWord(column, 'ssn') || /(^|_)(soc|social)_?sec/.test(column.phrase);
      return named && holdsDigits(column) && 'The column is named after social security numbers.';
    },
  },
  {
    id: 'tax-number',
    risk: 'High',
    category: 'ID',
    type: 'Tax',
    when: 'alone',
    reason: (column) => {
      if (!TAX_SHAPES.has(topPattern(column)) || !averageLengthWithin(column, 8.8, 11.2)) return null;
      const isNumber =
        hasWord(column, 'tin', 'itin') || /(^|_)tax(payer)?_?(id|no|num|nbr|number)(_|$)/.test(column.phrase);
      // Individual taxpayer numbers begin with a 9; with that, a mere hint in the name is enough.
      const hinted = hasWord(column, 'tax', 'fed') && column.text('min_text').startsWith('9');
      return (isNumber || hinted) && 'Named after taxes, with values shaped like taxpayer numbers.';
    },
  },
  {
    id: 'passport',
    risk: 'High',
    category: 'ID',
    type: 'Passport',
    when: 'alone',
    reason: (column) =>
      PASSPORT_SHAPE.test(topPattern(column)) &&
      averageLengthWithin(column, 8.8, 9.2) &&
      (column.words.some((word) => word.startsWith('passp')) || hasWord(column, 'pp')) &&
      'Named after passports, with values shaped like passport numbers.',
  },
  {
    id: 'payment-card',
    risk: 'High',
    category: 'ID',
    type: 'Credit',
    when: 'alone',
    reason: (column) => {
      const named =
        hasWord(column, 'credit', 'card', 'cc', 'acct', 'account') ||
        /credit_?card|card_?(no|num)/.test(column.phrase);
      const shaped =
        column.column.measures.std_pattern_match === 'CREDIT_CARD' ||
        (column.isWhole && averageLengthWithin(column, 16, 16));
      return named && shaped && 'Named after cards or accounts, with values shaped like card numbers.';
    },
  },
  {
    id: 'swift',
    risk: 'High',
    category: 'ID',
    type: 'Bank',
    when: 'alone',
    reason: (column) =>
      SWIFT_SHAPE.test(topPattern(column)) &&
      averageLengthWithin(column, 7.8, 11.2) &&
      hasWord(column, 'swift', 'bic') &&
      'Named after bank codes, with values shaped like them.',
  },
  {
    id: 'iban',
    risk: 'High',
    category: 'ID',
    type: 'Bank',
    when: 'alone',
    reason: (column) =>
      hasWord(column, 'iban') &&
      topPattern(column).startsWith('AA') &&
      (column.number('max_length') ?? Number.POSITIVE_INFINITY) <= 42 &&
      'Named after IBANs, with values that begin with a country code.',
  },
  {
    id: 'bank-account',
    risk: 'High',
    category: 'ID',
    type: 'Bank',
    when: 'alone',
    reason: (column) => {
      if (!hasWord(column, 'bank', 'checking', 'saving', 'savings', 'debit')) return null;
      // An amount is not an account: numbers must say that they count accounts.
      const isAccount =
        column.isText || hasWord(column, 'account', 'acct', 'card', 'no', 'num', 'nbr', 'number');
      return (
        isAccount &&
        holdsDigits(column) &&
        averageLengthWithin(column, 5, 20) &&
        'Named after bank accounts, with values of 5 to 20 characters.'
      );
    },
  },
  {
    id: 'licence',
    risk: 'High',
    category: 'ID',
    type: 'License',
    when: 'alone',
    reason: (column) =>
      /(^|_)(dr|drv|driver|drivers|op|operator|operators)_?(s_)?lic|(^|_)licen[cs]e_?(no|num|nbr|number|id)(_|$)/.test(
        column.phrase,
      ) &&
      holdsDigits(column) &&
      (column.number('avg_embedded_spaces') ?? 0) < 0.5 &&
      averageLengthWithin(column, 0, 20) &&
      'Named after licences, with short values that hold digits.',
  },
  {
    id: 'patient-number',
    risk: 'High',
    category: 'ID',
    type: 'Medical',
    when: 'alone',
    reason: ({ phrase }) => /^pat(ient)?_id$/.test(phrase) && 'The column identifies patients.',
  },
  {
    id: 'member-number',
    risk: 'Moderate',
    category: 'ID',
    type: 'Commercial',
    when: 'alone',
    reason: ({ phrase }) => phrase === 'member_id' && 'The column identifies members.',
  },
  {
    id: 'vehicle-number',
    risk: 'Moderate',
    category: 'ID',
    type: 'Auto',
    when: 'in_company',
    reason: (column) =>
      hasWord(column, 'vehicle', 'vin', 'auto', 'car') &&
      VIN_SHAPE.test(topPattern(column)) &&
      'Named after vehicles, with values shaped like vehicle numbers, beside other personal columns.',
  },
  {
    id: 'routing-number',
    risk: 'Low',
    category: 'ID',
    type: 'Bank',
    when: 'in_company',
    reason: (column) =>
      column.words.some((word) => /^(rout|routing|aba)$/.test(word)) &&
      ROUTING_SHAPES.has(topPattern(column)) &&
      'Named after bank routing, with values shaped like routing numbers, beside other personal columns.',
  },
];
