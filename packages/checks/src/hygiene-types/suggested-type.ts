import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { isText } from '../read-measure.ts';

export const suggestedType = defineColumnHygieneType({
  key: 'Suggested_Type',
  name: 'Suggested Data Type',
  likelihood: 'Likely',
  dqDimension: null,
  impactDimension: 'Usability',
  criterion:
    'A text column holds values of another type alone, such as whole numbers or dates, by the suggested type of its profile. Booleans and flags are left out.',
  description:
    'As text the values sort and compare wrongly, take more room, and nothing stops the first value that is of no such type.',
  suggestion: 'Store the column in the suggested type.',
  showsValues: false,
  examples: [
    {
      says: 'amounts kept as text',
      tables: [
        oneColumn(
          'amount',
          'varchar(20)',
          numbered(600, (i) => `${3 * i}.${10 + (i % 80)}`),
        ),
      ],
      expect: [{ table: 'example', column: 'amount', prevalence: null }],
    },
    {
      says: 'words, and numbers in a column of numbers',
      tables: [
        oneColumn(
          'color',
          'text',
          numbered(600, (i) => ['red', 'green', 'blue'][i % 3]!),
        ),
        oneColumn(
          'amount',
          'integer',
          numbered(600, (i) => 3 * i),
          'sales',
        ),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    const { suggestedType: suggestion, semanticType } = column;
    if (suggestion === null || !isText(column) || semanticType === 'Boolean' || semanticType === 'Flag')
      return null;
    if (/char|text/i.test(suggestion.type)) return null;
    return {
      detail: `${suggestion.type} would suit better than ${column.columnType}: ${suggestion.because}`,
      facts: { suggested_type: suggestion.type, column_type: column.columnType },
      badShare: null,
    };
  },
});
