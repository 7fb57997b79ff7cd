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
  unbalanced,
} from '../test-parts/group-balance.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { defineTestType } from '../test-type.ts';

const mismatches = (definition: TestDefinition): MeasuringQuery => unbalanced(definition, { rule: 'equal' });

export const aggregateBalance = defineTestType({
  key: 'Aggregate_Balance',
  name: 'Aggregate Balance',
  scope: 'referential',
  compares: 'aggregate',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Mismatched measures',
  description:
    'The total of every group equals the total of the same group in a reference table. A group that only one of them has is a mismatch; nulls make a group of their own.',
  criterion: 'More groups than tolerated have different totals, or are on one side only.',
  parameters: BALANCE_PARAMETERS,
  limitField: 'skip_errors',
  validate: (definition) => balanceProblems(BALANCE_PARAMETERS, definition),
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
      says: 'a different total and a missing group count once each',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
      },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Mismatched groups: 2', 'limit of 0'] },
    },
    {
      says: 'conditions leave rows and groups out on both sides',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        subset_condition: "region <> 'North'",
        having_condition: 'count(*) > 1',
        match_having_condition: 'sum(total) > 60',
      },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No mismatched groups found'] },
    },
    {
      says: 'nulls are a group',
      tables: ONE_NEGATIVE_GROUP,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
      },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
