import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { everyRow } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import {
  AGAINST_LEDGER,
  BALANCE_PARAMETERS,
  balanceProblems,
  ONE_NEGATIVE_GROUP,
  SALES_AND_LEDGER,
  toleranceParameters,
  toleranceRule,
  unbalanced,
} from '../test-parts/group-balance.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [...BALANCE_PARAMETERS, ...toleranceParameters('in percent')];

const mismatches = (definition: TestDefinition): MeasuringQuery =>
  unbalanced(definition, toleranceRule(definition, 'percent'));

export const aggregateBalancePercent = defineTestType({
  key: 'Aggregate_Balance_Percent',
  name: 'Aggregate Balance Percent',
  scope: 'referential',
  compares: 'aggregate',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Mismatched measures',
  description:
    'The total of every group is within a range around the total of the same group in a reference table. The ends are signed percentages: from -5 to 5 is at most five percent off, of the absolute value of the reference.',
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
      says: 'the ends of the range belong to it, and a group without a partner never agrees',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        lower_tolerance: '-20',
        upper_tolerance: '10',
      },
      expect: { measure: 1, status: 'Failed' },
    },
    {
      says: 'both ends may lie above the reference',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        lower_tolerance: '20',
        upper_tolerance: '30',
      },
      expect: { measure: 3, status: 'Failed' },
    },
    {
      says: 'negative totals have a range too',
      tables: ONE_NEGATIVE_GROUP,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        lower_tolerance: '-5',
        upper_tolerance: '5',
      },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
