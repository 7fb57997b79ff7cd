import { countDistinct, startOfDay } from '@assay/dialects';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { numbersPlan } from '../test-parts/aggregate-plan.ts';
import { shareOf } from '../test-parts/bad-share.ts';
import { belowThreshold } from '../test-parts/limits.ts';
import { means, onlyGrows } from '../test-parts/profile-conditions.ts';
import { testedMoment } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  requiredThreshold('Fewest days', 'Write how many different days there must be at least, such as 61.'),
];

export const distinctDateCt = defineTestType({
  key: 'Distinct_Date_Ct',
  name: 'Date Count',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Timeliness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Unique dates',
  description: 'There are at least as many different days as there were. Timestamps count by their day.',
  criterion: 'The number of distinct days is below the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition) =>
    numbersPlan({ days: countDistinct(startOfDay(testedMoment(definition))) }, ({ days }) => days),
  fails: belowThreshold,
  whenNothingMeasured: 'fail',
  // The days that went missing, out of those that should be there.
  badShare: ({ measure, definition }) => shareOf(thresholdOf(definition) - measure, thresholdOf(definition)),
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'Dates of transactions on more than one day, in a table that only grows.',
    propose: (column, { history }) => {
      const days = column.measures.date_days_present ?? 0;
      if (!means(column, 'Transactional Date*') || days <= 1 || !onlyGrows(column, history)) return null;
      return {
        parameters: { baseline_value: String(days), threshold_value: String(days) },
        reason: `There were rows on ${days} different days.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'two moments of one day are one day',
      tables: [
        {
          table: 't',
          columns: { d: 'timestamp' },
          rows: [['2024-01-01T08:00:00'], ['2024-01-01T09:00:00'], ['2024-01-02T08:00:00'], [null]],
        },
      ],
      column: 'd',
      parameters: { threshold_value: '3' },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Unique dates: 2', 'Threshold: 3'] },
    },
    {
      says: 'more days than before are fine',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2024-01-01'], ['2024-01-02']] }],
      column: 'd',
      parameters: { threshold_value: '1' },
      expect: { measure: 2, status: 'Passed' },
    },
  ],
});
