import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { everyRow } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import {
  AGAINST_LEDGER,
  BALANCE_PARAMETERS,
  balanceProblems,
  SALES_AND_LEDGER,
  unbalanced,
} from '../test-parts/group-balance.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { defineTestType } from '../test-type.ts';

const mismatches = (definition: TestDefinition): MeasuringQuery =>
  unbalanced(definition, { rule: 'at_least' });

export const aggregateMinimum = defineTestType({
  key: 'Aggregate_Minimum',
  name: 'Aggregate Minimum',
  scope: 'referential',
  compares: 'aggregate',
  appliesTo: null,
  dqDimension: 'Accuracy',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Mismatched measures',
  description:
    'The total of every group is at least that of the same group in a reference table. Groups that the reference lacks are fine; groups that only the reference has are not.',
  criterion: 'More groups than tolerated are below the reference, or missing.',
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
      says: 'groups that only the tested table has are allowed',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
      },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Mismatched groups: 1'] },
    },
    {
      says: 'as many as tolerated pass',
      tables: SALES_AND_LEDGER,
      column: 'SUM(amount)',
      parameters: {
        ...AGAINST_LEDGER,
        skip_errors: 1,
      },
      expect: { measure: 1, status: 'Passed', messageIncludes: ['within the limit of 1'] },
    },
  ],
});
