import { countRows } from '@assay/dialects';
import { baselineNumber, requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { requiredNumber } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  baselineNumber('baseline_ct', 'Rows'),
  requiredThreshold('Largest change', 'Write a percentage, such as 10 for ten percent up or down.'),
];
/** Percentages are given to two digits, so that a limit of 5 accepts what people call five percent. */
const DIGITS = 2;

export const rowCtPct = defineTestType({
  key: 'Row_Ct_Pct',
  name: 'Row Range',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Completeness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Percent of baseline',
  description:
    'The table has about as many rows as it had. The measure is the change in percent, up or down.',
  criterion: 'The change of the row count, in percent of the earlier one, is above the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan({ rows: countRows() }, ({ rows }) => {
      const before = requiredNumber(definition, 'baseline_ct');
      if (before <= 0) return null;
      return Number(Math.abs((100 * (rows - before)) / before).toFixed(DIGITS));
    }),
  fails: aboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: ({ measure }) => measure / 100,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'three rows of four are a change of 25 percent',
      tables: [{ table: 't', columns: { id: 'integer' }, rows: [[1], [2], [3]] }],
      parameters: { baseline_ct: '4', threshold_value: '20' },
      expect: {
        measure: 25,
        status: 'Failed',
        messageIncludes: ['Percent of baseline: 25', 'Threshold: 20'],
      },
    },
    {
      says: 'growth counts too, and the threshold itself is accepted',
      tables: [{ table: 't', columns: { id: 'integer' }, rows: [[1], [2], [3]] }],
      parameters: { baseline_ct: '2', threshold_value: '50' },
      expect: { measure: 50, status: 'Passed' },
    },
  ],
});
