import { type Expression, greaterOrEqual, moment } from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { toleratedCount } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { countOf } from '../test-parts/aggregate-plan.ts';
import { excessRows } from '../test-parts/bad-share.ts';
import { dayNumber, daysAfter } from '../test-parts/calendar.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { columnName, rowsWhere, testedMoment } from '../test-parts/tested-column.ts';
import { defineTestType, type TestContext } from '../test-type.ts';

const PARAMETERS = [toleratedCount('dates beyond a year')];
const YEAR_DAYS = 365;

/** On a later calendar day than 365 days after the run (see future-date.ts for the comparison). */
const isBeyondYear = (definition: TestDefinition, { runAt }: TestContext): Expression<'boolean'> =>
  greaterOrEqual(testedMoment(definition), moment(daysAfter(runAt, YEAR_DAYS + 1)));

export const futureDate1y = defineTestType({
  key: 'Future_Date_1Y',
  name: 'Future Year',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Timeliness',
  impactDimension: 'Conformance',
  defaultSeverity: 'Fail',
  unit: 'Future dates post 1 year',
  description:
    'Nothing is dated more than 365 days after the day of the run: plans reach that far, typing errors reach further.',
  criterion: 'More dates than tolerated lie more than 365 days after the day of the run.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, context) => countOf(isBeyondYear(definition, context)),
  fails: aboveThreshold,
  whenNothingMeasured: 'pass',
  badShare: excessRows,
  riskFactor: 1,
  generation: {
    per: 'column',
    when: 'A date or timestamp with values in the future, none of them more than a year ahead.',
    propose: ({ generalType, measures: { future_date_ct = 0, max_date } }, { runAt }) => {
      const latest = dayNumber(max_date);
      if (generalType !== 'D' || future_date_ct === 0 || latest === null) return null;
      if (latest > dayNumber(runAt)! + YEAR_DAYS) return null;
      return {
        parameters: { threshold_value: '0' },
        reason: `The latest date was ${max_date}, within a year.`,
      };
    },
  },
  failingRows: (definition, context) => ({
    query: 'values_where',
    from: rowsWhere(definition, isBeyondYear(definition, context)),
    column: columnName(definition),
  }),
  examples: [
    {
      says: '365 days ahead is within the year, one more is not',
      tables: [
        {
          table: 't',
          columns: { d: 'date' },
          rows: [['2024-03-10'], ['2024-03-11'], ['2025-03-11'], [null], ['2025-03-10']],
        },
      ],
      column: 'd',
      parameters: { threshold_value: '0' },
      runAt: '2024-03-10T12:00:00Z',
      expect: { measure: 1, status: 'Failed', messageIncludes: ['Future dates post 1 year: 1'] },
    },
    {
      says: 'the past is never too far ahead',
      tables: [{ table: 't', columns: { d: 'timestamp' }, rows: [['1999-12-31T23:59:59'], [null]] }],
      column: 'd',
      parameters: {},
      runAt: '2024-03-10T12:00:00Z',
      expect: { measure: 0, status: 'Passed' },
    },
  ],
});
