import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn, repeat } from '../hygiene-parts/example-rows.ts';
import { missingRows } from '../hygiene-parts/missing-rows.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { shareOf } from '../read-measure.ts';

export const nonStandardBlanks = defineColumnHygieneType({
  key: 'Non_Standard_Blanks',
  name: 'Non-Standard Blank Values',
  likelihood: 'Definite',
  dqDimension: 'Completeness',
  impactDimension: 'Usability',
  criterion:
    'Some values are empty or stand for "no value" (n/a, none, --, 999 ...). In columns of numbers other than zip codes and phones, repeated digits are numbers.',
  description:
    'Absence is written in more than one way. A query that asks for nulls misses the others, and counts and groups come out wrong.',
  suggestion: 'Turn every marker of a missing value into null where the data is loaded.',
  showsValues: false,
  examples: [
    {
      says: 'empty text and fillers are told apart; only fillers weigh on the score',
      tables: [
        oneColumn('status', 'varchar(20)', [
          '',
          ' ',
          'N/A',
          'n/a',
          '-',
          '--',
          '0',
          '00',
          'x',
          'xx',
          'TBD',
          '(none)',
          '[NULL]',
          'Active',
          null,
        ]),
      ],
      expect: [
        {
          table: 'example',
          column: 'status',
          prevalence: 10 / 15,
          facts: { filler: 10, empty: 1, null: 1, records: 15 },
        },
      ],
    },
    {
      says: 'nines and zeros in a column of numbers are numbers',
      tables: [oneColumn('quantity', 'varchar(5)', ['00', '99', '12', '7', '40', null])],
      expect: [],
    },
    {
      says: 'nulls are the standard blank',
      tables: [oneColumn('color', 'text', [...repeat(5, 'red'), null, null])],
      expect: [],
    },
  ],
  detect: (column) => {
    const { nulls, empty, fillers, records } = missingRows(column);
    if (empty + fillers === 0) return null;
    return {
      detail: `Missing values are written in several ways: ${grouped(fillers)} filler, ${grouped(empty)} empty, ${grouped(nulls)} null, of ${grouped(records)} rows.`,
      facts: { filler: fillers, empty, null: nulls, records },
      badShare: shareOf(fillers, records),
    };
  },
});
