import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped } from '../hygiene-parts/wording.ts';
import { countOf, shareOf } from '../read-measure.ts';

export const infiniteOrNanValues = defineColumnHygieneType({
  key: 'Infinite_Or_NaN_Values',
  name: 'Infinite or Not-a-Number Values',
  likelihood: 'Likely',
  dqDimension: 'Validity',
  impactDimension: 'Usability',
  criterion: 'At least one number is infinite or not a number (NaN), or at least one date is infinite.',
  description:
    'These values come from divisions by zero and failed conversions. One of them is enough to spoil every sum and average, and JSON cannot carry them.',
  suggestion: 'Turn them into nulls where the data is loaded, and correct the computation that makes them.',
  showsValues: false,
  examples: [
    {
      says: 'not-a-number and infinities are counted apart',
      tables: [oneColumn('ratio', 'double', ['NaN', 'Infinity', '-Infinity', 1.5, 2.5, 3, 4, 5, 6, 7])],
      expect: [{ table: 'example', column: 'ratio', prevalence: 0.198, facts: { nan: 1, infinite: 2 } }],
    },
    {
      says: 'large and small numbers are numbers',
      tables: [oneColumn('ratio', 'double', [1e300, -1e300, 0, 1e-300, null])],
      expect: [],
    },
  ],
  detect: (column) => {
    const nan = countOf(column, 'nan_ct');
    const infinite = countOf(column, 'infinite_ct');
    if (nan + infinite === 0) return null;
    const records = countOf(column, 'record_ct');
    return {
      detail: `${grouped(nan)} not a number and ${grouped(infinite)} infinite, of ${grouped(records)} rows.`,
      facts: { nan, infinite, records },
      badShare: shareOf(nan + infinite, records),
    };
  },
});
