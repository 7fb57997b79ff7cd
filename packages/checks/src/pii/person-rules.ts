/** Who somebody is: names, birth, demography, health, money. */
import { hasWord, type PiiRule, type PiiSubject } from './pii-rule.ts';

const PERSON_TYPES = new Set(['Person Full Name', 'Person Given Name', 'Person Last Name']);

/** Dates of birth as people name them, in the languages of the word lists. */
const BIRTHS = [
  ...[
    'dob',
    'birth',
    'birthdate',
    'birthday',
    'birthdt',
    'bday',
    'born',
    'geburtsdatum',
    'geburtstag',
    'geboren',
  ],
  ...['naissance', 'nacimiento', 'nascimento'],
];
/** The reason counts and shows no date: the dates of a personal column are not for everybody's eyes. */
function birthReason(column: PiiSubject): string | null {
  if (!hasWord(column, ...BIRTHS)) return null;
  if (!column.isDate) return 'The column is named after births.';
  const [past, grown, tooOld] = [
    column.values - column.count('future_date_ct'),
    column.count('before_20yr_date_ct'),
    column.count('before_100yr_date_ct'),
  ];
  return (
    `The column is named after births; ${past} of ${column.values} dates lie in the past, ` +
    `${grown} more than 20 and ${tooOld} more than 100 years back.`
  );
}

export const PERSON_RULES: readonly PiiRule[] = [
  {
    id: 'person-name',
    risk: 'Moderate',
    category: 'NAME',
    type: 'Individual',
    when: 'alone',
    reason: (column) => {
      if (PERSON_TYPES.has(column.semanticType ?? ''))
        return `The values are names (${column.semanticType}).`;
      const named = hasWord(column, 'maiden', 'surname', 'lastname', 'firstname');
      return column.isText && named && 'The column is named after the names of people.';
    },
  },
  {
    id: 'birth-date',
    risk: 'Moderate',
    category: 'DEMO',
    type: 'Birthdate',
    when: 'alone',
    reason: birthReason,
  },
  {
    id: 'demography',
    risk: 'Moderate',
    category: 'DEMO',
    type: 'Demographic',
    when: 'alone',
    reason: (column) =>
      !column.isDate &&
      hasWord(column, 'nationality', 'race', 'ethnicity', 'gender', 'sex', 'marital', 'religion') &&
      'The column is named after a demographic trait.',
  },
  {
    id: 'medical-record',
    risk: 'High',
    category: 'DEMO',
    type: 'Medical',
    when: 'alone',
    reason: (column) =>
      !column.isDate &&
      /(^|_)(med|medical)(_[a-z]+)?_?(rec|record|records)(_|$)|(^|_)mrn(_|$)/.test(column.phrase) &&
      'The column is named after medical records.',
  },
  {
    id: 'health',
    risk: 'High',
    category: 'DEMO',
    type: 'Medical',
    when: 'in_company',
    reason: (column) =>
      hasWord(
        column,
        'insur',
        'insurance',
        'insured',
        'health',
        'med',
        'medical',
        'medication',
        'patient',
        'diagnosis',
      ) && 'The column is named after health, beside other personal columns.',
  },
  {
    id: 'dna',
    risk: 'High',
    category: 'DEMO',
    type: 'Demographic',
    when: 'in_company',
    reason: ({ words }) =>
      (words[0] === 'dna' || words.at(-1) === 'dna') &&
      'The column is named after DNA, beside other personal columns.',
  },
  {
    id: 'pay',
    risk: 'Moderate',
    category: 'DEMO',
    type: 'Financial',
    when: 'alone',
    reason: (column) =>
      !column.isDate &&
      hasWord(column, 'salary', 'wage', 'wages') &&
      'The column is named after what people earn.',
  },
  {
    id: 'income',
    risk: 'Moderate',
    category: 'DEMO',
    type: 'Financial',
    when: 'in_company',
    reason: (column) =>
      !column.isDate &&
      hasWord(column, 'income') &&
      'The column is named after income, beside other personal columns.',
  },
];
