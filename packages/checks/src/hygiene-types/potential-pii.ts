import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';

export const potentialPii = defineColumnHygieneType({
  key: 'Potential_PII',
  name: 'Personally Identifiable Information',
  likelihood: 'Potential PII',
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  criterion: 'A rule, or a person, has flagged the column as personal data.',
  description:
    'The column holds data about people. Law, contracts and plain decency limit who may see it and how long it may be kept.',
  suggestion:
    'Classify the column, restrict who may read it, mask or encrypt it where it is not needed in clear.',
  showsValues: false,
  examples: [
    {
      says: 'a column named after a demographic trait',
      tables: [
        oneColumn(
          'gender',
          'varchar(10)',
          numbered(40, (i) => ['Male', 'M', 'Female', 'female'][i % 4]!),
        ),
      ],
      expect: [
        {
          table: 'example',
          column: 'gender',
          prevalence: null,
          facts: { risk: 'Moderate', type: 'Demographic' },
        },
      ],
    },
    {
      says: 'a column of e-mail addresses, alone and under a name that tells nothing',
      tables: [
        oneColumn(
          'col_7',
          'text',
          numbered(20, (i) => `u${i}@ex.com`),
        ),
      ],
      expect: [{ table: 'example', column: 'col_7', prevalence: null, facts: { type: 'Email' } }],
    },
    {
      says: 'names that only contain a telling word',
      tables: [
        {
          table: 'books',
          columns: { author: 'text', invoice_no: 'integer', trace: 'text', median: 'integer', pink: 'text' },
          rows: numbered(12, (i) => i).map((i) => [
            `writer ${i}`,
            Number(i) * 3,
            `t${i}`,
            Number(i) * 5,
            'p',
          ]),
        },
      ],
      expect: [],
    },
  ],
  detect: ({ pii }) =>
    pii === null
      ? null
      : {
          detail: `Risk ${pii.risk.toUpperCase()}: ${pii.type}. ${pii.reason}`,
          facts: { risk: pii.risk, category: pii.category, type: pii.type, manual: pii.manual },
          badShare: null,
        },
});
