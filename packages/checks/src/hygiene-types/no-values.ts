import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { grouped } from '../hygiene-parts/wording.ts';

export const noValues = defineColumnHygieneType({
  key: 'No_Values',
  name: 'No Column Values Present',
  likelihood: 'Possible',
  dqDimension: 'Completeness',
  impactDimension: 'Conformance',
  criterion:
    'Every row of the column is null, empty, or a filler such as "n/a". Tables without rows are left out.',
  description:
    'The column exists, but nothing arrives in it. Either nobody uses it any more, or whatever should fill it has stopped.',
  suggestion:
    'Find out whether the column is still meant to be filled; if so look at its source, if not drop it.',
  showsValues: false,
  examples: [
    {
      says: 'nulls alone are no values, whatever the type',
      tables: [oneColumn('v', 'integer', repeat(8, null))],
      expect: [{ table: 'example', column: 'v', prevalence: 0.33, facts: { null: 8, filler: 0, empty: 0 } }],
    },
    {
      says: 'fillers and nulls together are no values',
      tables: [oneColumn('none_c', 'varchar(10)', [...repeat(34, 'n/a'), ...repeat(66, null)])],
      expect: [{ table: 'example', column: 'none_c', prevalence: 0.33, facts: { null: 66, filler: 34 } }],
    },
    {
      says: 'one value is enough, and a table without rows is not held against its columns',
      tables: [oneColumn('v', 'text', ['', null, 'a']), oneColumn('v', 'text', [], 'no_rows')],
      expect: [],
    },
  ],
  detect: (column) => {
    const { nulls, empty, fillers, all, records } = missingRows(column);
    if (records === 0 || all !== records) return null;
    return {
      detail: `None of ${grouped(records)} rows holds a value: ${grouped(nulls)} null, ${grouped(fillers)} filler, ${grouped(empty)} empty.`,
      facts: { null: nulls, filler: fillers, empty, records },
      badShare: 1,
    };
  },
});
