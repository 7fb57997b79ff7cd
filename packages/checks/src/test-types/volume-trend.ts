import { countIf, countRows } from '@assay/dialects';
import { subsetCondition } from '../test-parameters/limit-parameters.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { userCondition } from '../test-parts/tested-column.ts';
import { BOUND_PARAMETERS, boundProblems, outsideBounds } from '../test-parts/trend-bounds.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [subsetCondition(), ...BOUND_PARAMETERS];
const THREE_ORDERS = [{ table: 'orders', columns: { id: 'integer' }, rows: [[1], [2], [3]] }] as const;

export const volumeTrend = defineTestType({
  key: 'Volume_Trend',
  name: 'Volume',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Completeness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Row count',
  description:
    'The table, or the part of it that a condition names, has about as many rows as its history lets one expect.',
  criterion: 'The number of rows is below the lower bound or above the upper one.',
  parameters: PARAMETERS,
  limitField: null,
  bounds: { isCount: true },
  validate: (definition) => boundProblems(PARAMETERS, definition),
  plan: ({ parameters }) => {
    const subset = userCondition(parameters.subset_condition);
    return numbersPlan({ rows: subset === null ? countRows() : countIf(subset) }, ({ rows }) => rows);
  },
  fails: outsideBounds,
  whenNothingMeasured: 'fail',
  badShare: null,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'more rows than the upper bound fail',
      tables: THREE_ORDERS,
      parameters: { lower_tolerance: '1', upper_tolerance: '2', threshold_value: '2' },
      expect: {
        measure: 3,
        status: 'Failed',
        messageIncludes: ['Row count: 3, Threshold: 2, Lower Bound: 1, Upper Bound: 2'],
      },
    },
    {
      says: 'both bounds are fine themselves, and a prediction starts from them',
      tables: THREE_ORDERS,
      parameters: { history_calculation: 'PREDICT', lower_tolerance: '3', upper_tolerance: '3' },
      expect: { measure: 3, status: 'Passed' },
    },
    {
      says: 'it learns until there are bounds',
      tables: THREE_ORDERS,
      parameters: { history_calculation: 'PREDICT' },
      expect: { measure: 3, status: 'Log', messageIncludes: ['Row count: 3'] },
    },
    {
      says: 'zero is a bound',
      tables: [{ table: 'orders', columns: { id: 'integer' }, rows: [] }],
      parameters: { lower_tolerance: '0', upper_tolerance: '10' },
      expect: { measure: 0, status: 'Passed' },
    },
    {
      says: 'only the rows of the condition count',
      tables: THREE_ORDERS,
      parameters: { subset_condition: 'id > 1;', lower_tolerance: '3', upper_tolerance: '3' },
      expect: { measure: 2, status: 'Failed' },
    },
  ],
});
