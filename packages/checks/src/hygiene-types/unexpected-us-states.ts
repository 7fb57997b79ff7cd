import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped, quotedList } from '../hygiene-parts/wording.ts';
import { countOf } from '../read-measure.ts';

const STATE_NAME = /^st$|state|_st$|^st_/i;
const states = numbered(100, (i) => ['CA', 'NY', 'TX', 'WA', 'FL', 'OR', 'NV'][i % 7]!);

export const unexpectedUsStates = defineColumnHygieneType({
  key: 'Unexpected_US_States',
  name: 'Unexpected Column Contains US States',
  likelihood: 'Possible',
  dqDimension: 'Consistency',
  impactDimension: 'Conformance',
  criterion:
    'Nearly all values are codes of US states, more than five of them, and the name of the column does not say so.',
  description:
    'Either the name misleads, or values have moved into the wrong column when the data was loaded.',
  suggestion: 'Compare neighbouring columns with their names, and rename or re-load the column.',
  showsValues: true,
  thresholds: {
    states: { title: 'Distinct states, more than', default: 5, minimum: 1, maximum: 50, unit: 'values' },
  },
  examples: [
    {
      says: 'states in a column of regions',
      tables: [oneColumn('region_cd', 'varchar(2)', states)],
      expect: [{ table: 'example', column: 'region_cd', prevalence: null, facts: { distinct: 7 } }],
    },
    {
      says: 'a column named after states',
      tables: [
        oneColumn('st', 'varchar(2)', states),
        oneColumn('ship_state', 'varchar(2)', states, 'orders'),
      ],
      expect: [],
    },
  ],
  detect: (column, { thresholds }) => {
    const distinct = countOf(column, 'distinct_value_ct');
    const isExpected = STATE_NAME.test(column.column);
    if (column.measures.std_pattern_match !== 'STATE_USA' || distinct <= thresholds.states || isExpected)
      return null;
    const values = column.frequencies?.items.map(({ value }) => value) ?? [];
    return {
      detail: `Values are codes of ${grouped(distinct)} states, such as ${quotedList(values)}.`,
      facts: { distinct, values },
      badShare: null,
    };
  },
});
