import type { MeasuringQuery } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { affectedRowsShare } from '../test-parts/bad-share.ts';
import { countingMessage } from '../test-parts/counting-message.ts';
import { aboveToleratedErrors } from '../test-parts/limits.ts';
import { changedCombinations, PERIOD_PARAMETERS, periodProblems } from '../test-parts/period-changes.ts';
import { defineTestType } from '../test-type.ts';

const changes = (definition: TestDefinition): MeasuringQuery => changedCombinations(definition, 'changed');

export const timeframeComboMatch = defineTestType({
  key: 'Timeframe_Combo_Match',
  name: 'Timeframe Match',
  scope: 'referential',
  appliesTo: null,
  dqDimension: 'Consistency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Mismatched values',
  description:
    'The latest period has the same combinations of values as the period before. The latest period ends with the newest date of the column.',
  criterion: 'More combinations than tolerated occur in only one of the two periods.',
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
      says: 'lost and new ones count, on timestamps as on dates',
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
      parameters: { window_date_column: 'day', window_days: 7 },
      expect: { measure: 2, status: 'Failed', messageIncludes: ['Changed combinations: 2'] },
    },
    {
      says: 'rows before both periods do not matter',
      tables: [
        {
          table: 'visits',
          columns: { day: 'date', code: 'text' },
          rows: [
            ['2023-12-01', 'Z'],
            ['2024-01-20', 'B'],
            ['2024-01-31', 'B'],
          ],
        },
      ],
      column: 'code',
      parameters: { window_date_column: 'day', window_days: 7 },
      expect: { measure: 0, status: 'Passed', messageIncludes: ['No changed combinations found'] },
    },
  ],
});
