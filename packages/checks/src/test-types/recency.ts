import { maximum } from '@assay/dialects';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { missingDaysShare } from '../test-parts/bad-share.ts';
import { dayNumber } from '../test-parts/calendar.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { means } from '../test-parts/profile-conditions.ts';
import { testedMoment } from '../test-parts/tested-column.ts';
import { defineTestType } from '../test-type.ts';

const PARAMETERS = [
  requiredThreshold('Oldest', 'Write how many days old the newest date may be, such as 7.'),
];
/** Older dates are history: nobody waits for the next one. */
const LONGEST_AGE = 62;

/** Days that may pass, from the age the newest date had: a few more days, else whole weeks, else whole months. */
function daysToAllow(age: number): number {
  if (age <= 3) return age + 3;
  if (age <= 7) return age + 7;
  return age <= 31 ? Math.ceil(age / 7) * 7 : Math.ceil(age / 30) * 30;
}

export const recency = defineTestType({
  key: 'Recency',
  name: 'Recency',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Timeliness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Warning',
  unit: 'Days before test',
  description: 'The newest date is recent. A column without any date is as stale as can be.',
  criterion: 'The newest date lies more days before the day of the run than the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: checkParameters(PARAMETERS),
  plan: (definition, { runAt }) => ({
    kind: 'aggregates',
    aggregates: { newest: maximum(testedMoment(definition)) },
    measure: ({ newest }) => {
      const day = dayNumber(newest);
      return day === null ? null : dayNumber(runAt)! - day;
    },
  }),
  fails: aboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: (input) => missingDaysShare(input.measure - thresholdOf(input.definition), input),
  riskFactor: 0.75,
  generation: {
    per: 'column',
    when: 'A date or timestamp, neither planned nor a file date, whose newest value is at most 62 days old.',
    propose: (column, { runAt }) => {
      const newest = dayNumber(column.measures.max_date);
      if (column.generalType !== 'D' || newest === null || /^file_?date$/i.test(column.column)) return null;
      if (means(column, 'Future Date', 'Schedule Date')) return null;
      const age = dayNumber(runAt)! - newest;
      if (age < 0 || age > LONGEST_AGE) return null;
      return {
        parameters: { threshold_value: String(daysToAllow(age)) },
        reason: `The newest date was ${column.measures.max_date}, ${age} days old.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'nine days are too many for seven',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [['2024-02-01'], ['2024-03-01'], [null]] }],
      column: 'd',
      parameters: { threshold_value: '7' },
      runAt: '2024-03-10T12:00:00Z',
      expect: { measure: 9, status: 'Warning', messageIncludes: ['Days before test: 9', 'Threshold: 7'] },
    },
    {
      says: 'the time of day does not make a day older',
      tables: [{ table: 't', columns: { d: 'timestamp' }, rows: [['2024-03-01T23:00:00']] }],
      column: 'd',
      parameters: { threshold_value: '9' },
      runAt: '2024-03-10T12:00:00Z',
      expect: { measure: 9, status: 'Passed' },
    },
    {
      says: 'no date at all is not recent',
      tables: [{ table: 't', columns: { d: 'date' }, rows: [] }],
      column: 'd',
      parameters: { threshold_value: '9' },
      runAt: '2024-03-10T12:00:00Z',
      expect: { measure: null, status: 'Warning', messageIncludes: ['No data'] },
    },
  ],
});
