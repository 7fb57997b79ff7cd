import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { isPersonOrCity } from '../hygiene-parts/text-names.ts';

export const nonAlphaPrefixedName = defineColumnHygieneType({
  key: 'Non_Alpha_Prefixed_Name',
  name: 'Non-Alpha Prefixed Name',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  criterion:
    'In a column of names of people or cities, the first value in code point order begins with a digit or punctuation; quotes and spaces are other issues.',
  description:
    'Names begin with letters. A leading sign or digit is mostly a code that someone keeps inside the name.',
  suggestion: 'Find out what the sign means, and give it a column of its own.',
  showsValues: true,
  thresholds: {
    assumed_share: {
      title: 'Rows taken to be like the first value, of which alone is known',
      default: 0.25,
      minimum: 0,
      maximum: 1,
      unit: 'share',
    },
  },
  examples: [
    {
      says: 'a number sign before a name',
      tables: [
        oneColumn('last_name', 'text', [
          'Smith',
          'JONES',
          'lopez',
          '#Davis',
          '',
          'Brown',
          'Green',
          'White',
          'Black',
          'Stone',
        ]),
      ],
      expect: [{ table: 'example', column: 'last_name', prevalence: 0.25, facts: { first: '#Davis' } }],
    },
    {
      says: 'names that begin with letters, and codes that do not have to',
      tables: [
        oneColumn('last_name', 'text', ['Smith', 'Jones', 'Lopez', 'Davis', 'Brown', 'Green']),
        oneColumn('code', 'text', ['#a', '#b', '#c', 'd', 'e'], 'codes'),
      ],
      expect: [],
    },
  ],
  // Only the first value in code point order is known, not how many are like it.
  detect: (column, { thresholds }) => {
    const first = column.measures.min_text;
    if (!first || !isPersonOrCity(column)) return null;
    if (first >= 'A' || /^["\s]/.test(first) || first.endsWith("'")) return null;
    return {
      detail: `The first value is "${first}".`,
      facts: { first },
      badShare: thresholds.assumed_share,
    };
  },
});
