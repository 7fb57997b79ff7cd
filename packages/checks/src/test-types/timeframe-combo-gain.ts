import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { affectedRowsShare } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { changedCombinations, PERIOD_PARAMETERS, periodProblems } from '../test-parts/period-changes.ts';
import { defineTestType } from '../test-type.ts';

const changes = (definition: TestDefinition): MeasuringQuery => changedCombinations(definition, 'dropped');

export const timeframeComboGain = defineTestType({
  key: 'Timeframe_Combo_Gain',
  name: 'Timeframe No Drops',
  scope: 'referential',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Mismatched values',
  description:
    'Every combination of values that occurred in the period before occurs in the latest period again. The latest period ends with the newest date of the column.',
  criterion: 'More combinations than tolerated of the period before are gone from the latest.',
  parameters: PERIOD_PARAMETERS,
  limitField: 'skip_errors',
  validate: periodProblems,
  plan: (definition) => ({ kind: 'query', query: changes(definition) }),
  fails: aboveToleratedErrors,
  whenNothingMeasured: 'pass',
  message: (measurement, definition) => countingMessage('changed combinations', measurement, definition),
  badShare: affectedRowsShare,
  riskFactor: 1,
  generation: null,
  failingRows: changes,
  examples: [
    {
      says: 'what is new is no loss',
      tables: [
        {
          table: 'visits',
          columns: { day: 'date', code: 'text' },
          rows: [
            ['2024-01-18', 'A'],
            ['2024-01-20', 'B'],
            ['2024-01-24', 'A'],
            ['2024-01-31', 'C'],
          ],
        },
      ],
      column: 'code',
      parameters: { window_date_column: 'day', window_days: 7 },
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Changed combinations: 1'] },
    },
    {
      says: 'timestamps count by the day',
      tables: [
        {
          table: 'visits',
          columns: { day: 'timestamp', code: 'text' },
          rows: [
            ['2024-01-18T23:00:00', 'A'],
            ['2024-01-20T10:00:00', 'B'],
            ['2024-01-24T01:00:00', 'A'],
            ['2024-01-31T12:00:00', 'C'],
          ],
        },
      ],
      column: 'code',
      parameters: { window_date_column: 'day', window_days: 7, skip_errors: 1 },
      expect: { measure: 1, status: 'Passed', messageIncludes: ['within the limit of 1'] },
    },
  ],
});
