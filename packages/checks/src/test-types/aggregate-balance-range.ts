import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { everyRow } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import {
  AGAINST_LEDGER,
  BALANCE_PARAMETERS,
  balanceProblems,
  SALES_AND_LEDGER,
  toleranceParameters,
  toleranceRule,
  unbalanced,
} from '../test-parts/group-balance.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [...BALANCE_PARAMETERS, ...toleranceParameters('in the unit of the totals')];

const mismatches = (definition: TestDefinition): MeasuringQuery =>
  unbalanced(definition, toleranceRule(definition, 'amount'));

export const aggregateBalanceRange = defineTestType({
  key: 'Aggregate_Balance_Range',
  name: 'Aggregate Balance Range',
  scope: 'referential',
  compares: 'aggregate',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Mismatched measures',
  description:
    'The total of every group is within a range around the total of the same group in a reference table. The ends are signed amounts: from -10 to 5 is at most ten below and five above.',
  criterion: 'More groups than tolerated are outside the range, or are on one side only.',
  parameters: PARAMETERS,
  limitField: 'skip_errors',
  validate: (definition) => balanceProblems(PARAMETERS, definition),
  plan: (definition) => ({ kind: 'query', query: mismatches(definition) }),
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  message: (measurement, definition) => countingMessage('mismatched groups', measurement, definition),
  badShare: everyRow,
  riskFactor: 1,
  generation: null,
  failingRows: mismatches,
  examples: [
    {
      says: 'the ends of the range belong to it',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        lower_tolerance: '-10',
        upper_tolerance: '5',
      },
      expect: { measure: 1, status: 'Failed' },
    },
    {
      says: 'outside is outside',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        lower_tolerance: '-9',
        upper_tolerance: '5',
        skip_errors: 1,
      },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['exceeds the limit of 1'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        lower_tolerance: '-10',
        upper_tolerance: '5',
        skip_errors: 1,
      },
      expect: { measure: 1, status: 'Passed', messageIncludes: ['within the limit of 1'] },
    },
  ],
});
