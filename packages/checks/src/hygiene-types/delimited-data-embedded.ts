import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { quotedList } from '../hygiene-parts/wording.ts';

export const delimitedDataEmbedded = defineColumnHygieneType({
  key: 'Delimited_Data_Embedded',
  name: 'Delimited Data Embedded in Column',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion:
    'More than 80 percent of the values are lists of three or more short fields, with commas, bars or tabs between them.',
  description:
    'Several facts share one column. Nobody can filter, join or count by one of them without taking the text apart.',
  suggestion: 'Agree with the owner of the data on a form with one fact a column, or one row a fact.',
  showsValues: true,
  examples: [
    {
      says: 'lists of tags',
      tables: [
        oneColumn(
          'tags',
          'text',
          numbered(20, (i) => `new,sale,item ${i}`),
        ),
      ],
      expect: [{ table: 'example', column: 'tags', prevalence: null }],
    },
    {
      says: 'sentences and pairs',
      tables: [
        oneColumn(
          'remark',
          'text',
          numbered(20, (i) => `cheap, good, and fast ${i}`),
        ),
        oneColumn(
          'name',
          'text',
          numbered(20, (i) => `Lee, Ann ${i}`),
          'people',
        ),
      ],
      expect: [],
    },
  ],
  detect: (column) => {
    if (column.measures.std_pattern_match !== 'DELIMITED_DATA') return null;
    const values = column.frequencies?.items.map(({ value }) => value) ?? [];
    const shown =
      values.length > 0 ? values : [column.measures.min_text ?? '', column.measures.max_text ?? ''];
    return {
      detail: `Values are lists, such as ${quotedList(shown, 3)}.`,
      facts: { values: shown },
      badShare: null,
    };
  },
});
