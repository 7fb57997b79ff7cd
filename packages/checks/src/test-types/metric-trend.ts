import { userSql } from '@assay/dialects';
import { subsetCondition } from '../test-parameters/limit-parameters.ts';
import { requiredText } from '../test-parameters/read-parameter.ts';
import { subsetOf } from '../test-parts/tested-column.ts';
import { BOUND_PARAMETERS, boundProblems, outsideBounds } from '../test-parts/trend-bounds.ts';
import { defineTestType, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    field: 'custom_query',
    label: 'Metric',
    help: 'Write an SQL aggregate that gives a number, such as SUM(amount) / COUNT(*).',
    kind: 'sql_condition',
    required: true,
  },
  subsetCondition(),
  ...BOUND_PARAMETERS,
];
const PAYMENTS = [
  { table: 'payments', columns: { amount: 'numeric(8,2)' }, rows: [['10.50'], ['20.25'], [null]] },
] as const;

export const metricTrend = defineTestType({
  key: 'Metric_Trend',
  name: 'Metric Trend',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Validity',
  impactDimension: 'Regularity',
  defaultSeverity: 'Fail',
  unit: 'Aggregate metric',
  description: 'A figure of yours, computed over one table, is about what its history lets one expect.',
  criterion: 'The figure is below the lower bound or above the upper one.',
  parameters: PARAMETERS,
  limitField: null,
  bounds: { isCount: false },
  validate: (definition) => [
    ...boundProblems(PARAMETERS, definition),
    ...(definition.column === null || definition.column.trim() === ''
      ? [{ field: 'column_name', problem: 'The metric has no name; write one, such as average_order.' }]
      : []),
  ],
  plan: (definition) => ({
    kind: 'query',
    query: {
      query: 'user_aggregate',
      from: subsetOf(definition),
      aggregate: userSql(requiredText(definition, 'custom_query').replace(/[\s;]+$/, '')),
    },
  }),
  fails: outsideBounds,
  whenNothingMeasured: 'fail',
  badShare: null,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'a figure within the bounds passes',
      tables: PAYMENTS,
      column: 'total',
      parameters: { custom_query: 'SUM(amount);', lower_tolerance: '30.75', upper_tolerance: '31' },
      expect: { measure: 30.75, status: 'Passed', messageIncludes: ['Aggregate metric: 30.75'] },
    },
    {
      says: 'a figure outside of them fails',
      tables: PAYMENTS,
      column: 'average payment',
      parameters: {
        custom_query: 'SUM(amount) / COUNT(*) -- of all',
        lower_tolerance: '-1',
        upper_tolerance: '1e1',
      },
      expect: { measure: 10.25, status: 'Failed' },
    },
    {
      says: 'of no rows there is no sum, which is a failure',
      tables: PAYMENTS,
      column: 'total',
      parameters: {
        custom_query: 'SUM(amount)',
        subset_condition: 'amount > 1000',
        lower_tolerance: '0',
        upper_tolerance: '100',
      },
      expect: { measure: null, status: 'Failed', messageIncludes: ['No data'] },
    },
    {
      says: 'it learns until both bounds are there',
      tables: PAYMENTS,
      column: 'total',
      parameters: {
        custom_query: 'SUM(amount)',
        history_calculation: 'Minimum',
        history_lookback: 5,
        upper_tolerance: '100',
      },
      expect: { measure: 30.75, status: 'Log' },
    },
  ],
});
