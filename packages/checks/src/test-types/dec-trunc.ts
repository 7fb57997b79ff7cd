import { absolute, fraction, round, sum } from '@assay/dialects';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { everyRow } from '../test-parts/bad-share.ts';
import { belowThreshold } from '../test-parts/limits.ts';
import { onlyGrows } from '../test-parts/profile-conditions.ts';
import { testedNumber } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  requiredThreshold('Smallest sum', 'Write the least sum of the parts after the decimal point, such as 480.'),
];
/** The threshold is rounded to a whole number; one more keeps rounding from failing unchanged data. */
const ROUNDING_SLACK = 1;
const DIGITS = 5;

export const decTrunc = defineTestType({
  key: 'Dec_Trunc',
  name: 'Decimal Truncation',
  scope: 'column',
  appliesTo: ['N'],
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Fractional sum',
  description:
    'The parts after the decimal point add up to at least what they did. A smaller sum means that decimals were cut off. The measure is that sum and one more.',
  criterion: 'One and the sum of the fractional parts, each rounded to five digits, are below the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan(
      { parts: sum(round(absolute(fraction(testedNumber(definition))), DIGITS)) },
      ({ parts }) => parts + ROUNDING_SLACK,
    ),
  fails: belowThreshold,
  whenNothingMeasured: 'fail',
  badShare: everyRow,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Decimals with something after the point, in a table that only grows.',
    propose: (column, { history }) => {
      const parts = column.measures.fractional_sum;
      if (!parts || !onlyGrows(column, history)) return null;
      return {
        parameters: { threshold_value: String(Math.round(parts)) },
        reason: `The parts after the decimal point added up to ${parts}.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'the sign does not matter, and the sum is one more than the parts',
      tables: [
        {
          table: 't',
          columns: { v: 'numeric(8,2)' },
          rows: [['1.25'], ['2.50'], ['-3.75'], ['4.00'], [null]],
        },
      ],
      column: 'v',
      parameters: { threshold_value: '3' },
      expect: { measure: 2.5, status: 'Failed', messageIncludes: ['Fractional sum: 2.5', 'Threshold: 3'] },
    },
    {
      says: 'floating-point numbers work too',
      tables: [{ table: 't', columns: { v: 'double' }, rows: [[1.25], [2.5], [-3.75], [4]] }],
      column: 'v',
      parameters: { threshold_value: '2' },
      expect: { measure: 2.5, status: 'Passed' },
    },
  ],
});
