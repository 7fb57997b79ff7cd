import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import {
  gaplessTransactions,
  MONTHS,
  missingPeriodsPlan,
  missingPeriodsShare,
  missingPeriodsShown,
} from '../test-parts/missing-periods.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [toleratedCount('missing months')];

export const monthlyRecCt = defineTestType({
  key: 'Monthly_Rec_Ct',
  name: 'Monthly Records',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Completeness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Missing months',
  description: 'Every calendar month between the first and the last date has at least one row.',
  criterion: 'More months than tolerated, between the first and the last date, have no row.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => missingPeriodsPlan(MONTHS, definition),
  fails: aboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: missingPeriodsShare(MONTHS),
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Dates of transactions in a table that only grows: at least three months, each of them with a row.',
    propose: (column, context) => gaplessTransactions(MONTHS, column, context),
  },
  failingRows: missingPeriodsShown(MONTHS),
  examples: [
    {
      says: 'January and March leave February out',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2024-01-15'], ['2024-03-02']] }],
      column: 'd',
      parameters: { threshold_value: '0' },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Missing months: 1'] },
    },
    {
      says: 'the turn of the year is no gap',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2023-12-31'], ['2024-01-01']] }],
      column: 'd',
      parameters: { threshold_value: '0' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
