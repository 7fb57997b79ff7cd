import { countRows } from '@assay/dialects';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { belowThreshold } from '../test-parts/limits.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  requiredThreshold('Fewest rows', 'Write the smallest number of rows that the table may have, such as 1.'),
];
/** From this many rows on, half of them going missing is a fault and not a quiet day. */
const ROWS_THAT_HALVE = 100;

export const rowCt = defineTestType({
  key: 'Row_Ct',
  name: 'Row Count',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Completeness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Row count',
  description:
    'The table has at least as many rows as it must have. It catches loads that stopped half-way or emptied the table.',
  criterion: 'The number of rows is below the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: () => numbersPlan({ rows: countRows() }, ({ rows }) => rows),
  fails: belowThreshold,
  whenNothingMeasured: 'fail',
  badShare: ({ measure, definition }) => {
    const expected = thresholdOf(definition);
    return expected > 0 ? (expected - measure) / expected : null;
  },
  riskFactor: 1,
  expectedRows: thresholdOf,
  generation: {
    per: 'table',
    when: 'The table has rows. From 100 rows on, half of them must stay; a smaller table only must not become empty.',
    propose: ({ recordCount }) => {
      if (recordCount === null || recordCount === 0) return null;
      const least = recordCount >= ROWS_THAT_HALVE ? Math.floor(recordCount / 2) : 1;
      return {
        column: null,
        parameters: { threshold_value: String(least) },
        reason: `The table had ${recordCount} rows; fewer than ${least} would mean that a load went wrong.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'an emptied table fails',
      tables: [{ table: 'orders', columns: { id: 'integer' }, rows: [] }],
      parameters: { threshold_value: '1' },
      expect: { measure: 0, status: 'Failed', messageIncludes: ['Row count: 0', 'Threshold: 1'] },
    },
    {
      says: 'exactly the threshold is enough',
      tables: [{ table: 'orders', columns: { id: 'integer' }, rows: [[1], [2], [null]] }],
      parameters: { threshold_value: '3' },
      expect: { measure: 3, status: 'Passed', messageIncludes: ['Row count: 3'] },
    },
  ],
});
