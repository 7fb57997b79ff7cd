import { type Expression, greaterOrEqual, moment } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { daysAfter } from '../test-parts/calendar.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedMoment } from '../test-parts/tested-column.ts';
import { defineTestType, type TestContext } from '../test-type.ts';

const PARAMETERS = [toleratedCount('future dates')];

/** On a later calendar day than the run: comparing with the next midnight needs no function on each value. */
const isAfterRunDay = (definition: TestDefinition, { runAt }: TestContext): Expression<'boolean'> =>
  greaterOrEqual(testedMoment(definition), moment(daysAfter(runAt, 1)));

export const futureDate = defineTestType({
  key: 'Future_Date',
  name: 'Past Dates',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Timeliness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Future dates',
  description:
    'Nothing is dated after the day of the run. Calendar days in UTC are compared, so any time today is fine.',
  criterion: 'More dates than tolerated lie after the day of the run.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isAfterRunDay(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'A date or timestamp without any value in the future.',
    propose: ({ generalType, measures: { future_date_ct, value_ct = 0 } }) =>
      generalType === 'D' && value_ct > 0 && future_date_ct === 0
        ? { parameters: { threshold_value: '0' }, reason: 'No date lay in the future.' }
        : null,
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isAfterRunDay(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: 'the day of the run is not the future, the next day is',
      tables: [
        {
          table: 't',
          columns: { d: 'date' },
          rows: [['2024-03-10'], ['2024-03-11'], ['2025-03-11'], [null], ['2025-03-09']],
        },
      ],
      column: 'd',
      parameters: { threshold_value: '0' },
      runAt: '2024-03-10T12:00:00Z',
      expect: { measure: 3, status: 'Failed', messageIncludes: ['Future dates: 3', 'Threshold: 0'] },
    },
    {
      says: 'later today is still today',
      tables: [
        { table: 't', columns: { d: 'timestamp' }, rows: [['2024-03-10T23:59:59'], ['2024-03-11T00:00:00']] },
      ],
      column: 'd',
      parameters: { threshold_value: '1' },
      runAt: '2024-03-10T12:00:00Z',
      expect: { measure: 1, status: 'Passed' },
    },
  ],
});
