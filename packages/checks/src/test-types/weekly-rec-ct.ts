import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import {
  gaplessTransactions,
  missingPeriodsPlan,
  missingPeriodsShare,
  missingPeriodsShown,
  WEEKS,
} from '../test-parts/missing-periods.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [toleratedCount('missing weeks')];

export const weeklyRecCt = defineTestType({
  key: 'Weekly_Rec_Ct',
  name: 'Weekly Records',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Completeness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Missing weeks',
  description: 'Every week between the first and the last date has at least one row. Weeks start on Monday.',
  criterion: 'More weeks than tolerated, between the first and the last date, have no row.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => missingPeriodsPlan(WEEKS, definition),
  fails: aboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: missingPeriodsShare(WEEKS),
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Dates of transactions in a table that only grows: at least four weeks, each of them with a row.',
    propose: (column, context) => gaplessTransactions(WEEKS, column, context),
  },
  failingRows: missingPeriodsShown(WEEKS),
  examples: [
    {
      says: 'two Mondays two weeks apart leave one week out',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2024-01-01'], ['2024-01-15']] }],
      column: 'd',
      parameters: { threshold_value: '0' },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Missing weeks: 1'] },
    },
    {
      says: 'Sunday belongs to the week before Monday',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2024-01-07'], ['2024-01-08']] }],
      column: 'd',
      parameters: { threshold_value: '0' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
