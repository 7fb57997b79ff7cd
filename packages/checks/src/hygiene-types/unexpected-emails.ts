import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';

const addresses = numbered(100, (i) => `u${i}@ex.com`);

export const unexpectedEmails = defineColumnHygieneType({
  key: 'Unexpected_Emails',
  name: 'Unexpected Column Contains Emails',
  likelihood: 'Possible',
  dqDimension: 'Consistency',
  impactDimension: 'Conformance',
  criterion:
    'Nearly all values are e-mail addresses, and the name of the column holds neither "email" nor "addr".',
  description:
    'Either the name misleads, or values have moved into the wrong column when the data was loaded.',
  suggestion: 'Compare neighbouring columns with their names, and rename or re-load the column.',
  showsValues: true,
  examples: [
    {
      says: 'addresses under a name that tells little',
      tables: [oneColumn('mail', 'text', addresses)],
      expect: [{ table: 'example', column: 'mail', prevalence: null, facts: { first: 'u0@ex.com' } }],
    },
    {
      says: 'a column named after them',
      tables: [
        oneColumn('Contact_Email', 'text', addresses),
        oneColumn('addr_web', 'text', addresses, 'others'),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const { std_pattern_match: pattern, min_text: first, max_text: last } = column.measures;
    if (pattern !== 'EMAIL' || /email|addr/i.test(column.column)) return null;
    return {
      detail: `Values are e-mail addresses, from ${first} to ${last}.`,
      facts: { first: first ?? null, last: last ?? null },
      badShare: null,
    };
  },
});
