import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import {
  DAYS,
  gaplessDates,
  missingPeriodsPlan,
  missingPeriodsShare,
  missingPeriodsShown,
} from '../test-parts/missing-periods.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [toleratedCount('missing days')];

export const dailyRecordCt = defineTestType({
  key: 'Daily_Record_Ct',
  name: 'Daily Records',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Completeness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Warning',
  unit: 'Missing dates',
  description: 'Every day between the first and the last date has at least one row.',
  criterion: 'More days than tolerated, between the first and the last date, have no row.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) => missingPeriodsPlan(DAYS, definition),
  fails: aboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: missingPeriodsShare(DAYS),
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'At least 22 days, each of them with a row, not mostly in the future.',
    propose: (column) => gaplessDates(DAYS, column),
  },
  failingRows: missingPeriodsShown(DAYS),
  examples: [
    {
      says: 'the 3rd, 5th and 6th have no row',
      tables: [
        {
          table: 't',
          columns: { d: 'date' },
          rows: [['2024-01-01'], ['2024-01-02'], ['2024-01-04'], ['2024-01-07'], [null]],
        },
      ],
      column: 'd',
      parameters: { threshold_value: '0' },
      expect: { measure: 3, status: 'Warning', messageIncludes: ['Missing dates: 3'] },
    },
    {
      says: 'several moments of one day are one day',
      tables: [
        {
          table: 't',
          columns: { d: 'timestamp' },
          rows: [['2024-01-01T23:59:59'], ['2024-01-02T00:00:00'], ['2024-01-02T12:00:00']],
        },
      ],
      column: 'd',
      parameters: { threshold_value: '0' },
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
