import {
  type Expression,
  epochSeconds,
  ifThenElse,
  lessOrEqual,
  maximum,
  number,
  parameter,
} from '@assay/dialects';
import type { TestDefinition } from '../test-definition.ts';
import { requiredThreshold } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';
import { answeredNumber } from '../test-parts/aggregate-plan.ts';
import { missingDaysShare } from '../test-parts/bad-share.ts';
import { aboveThreshold } from '../test-parts/limits.ts';
import { testedMoment } from '../test-parts/tested-column.ts';
import { clockAt, instantOf, isTimeZone } from '../test-parts/zoned-moment.ts';
import {
  defineTestType,
  type ParameterProblem,
  type ParameterSpec,
  type TestContext,
  type TestPlan,
} from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  requiredThreshold(
    'Oldest',
    'Write how many hours old the newest moment may be, such as 24, or 0.25 for a quarter of an hour.',
  ),
  {
    field: 'baseline_value',
    label: 'Time zone',
    help: 'Name the zone of dates and timestamps that carry none, such as Europe/Berlin; leave it out for UTC.',
    kind: 'name',
    required: false,
  },
];
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;

const zoneOf = ({ parameters }: TestDefinition): string => parameters.baseline_value?.trim() || 'UTC';

function problemsOf(definition: TestDefinition): readonly ParameterProblem[] {
  const problems = parameterProblems(PARAMETERS, definition);
  const zone = zoneOf(definition);
  if (isTimeZone(zone)) return problems;
  return [
    ...problems,
    {
      field: 'baseline_value',
      problem: `Time zone is "${zone}", which is none; write its name, such as Europe/Berlin.`,
    },
  ];
}

/**
 * Clock times are compared as they are stored, and only the newest of them is turned into an instant. Moments more
 * than a day ahead are plans or stand-ins for "never": they would hide that nothing has come.
 */
function agePlan(definition: TestDefinition, { runAt, columnType }: TestContext): TestPlan {
  const run = Date.parse(runAt) / 1000;
  const hasZone = /with time zone|timestamptz/.test(columnType?.columnType ?? '');
  const zone = zoneOf(definition);
  const latest = (hasZone ? run : clockAt(run, zone)) + DAY_SECONDS;
  const at: Expression<'number'> = epochSeconds(testedMoment(definition));
  const counted = ifThenElse(lessOrEqual(at, number(latest)), at, parameter(null, 'number'));
  return {
    kind: 'aggregates',
    aggregates: { newest: maximum(counted) },
    measure: ({ newest }) => {
      const found = answeredNumber(newest);
      if (found === null) return null;
      return (run - (hasZone ? found : instantOf(found, zone))) / HOUR_SECONDS;
    },
  };
}

export const columnFreshness = defineTestType({
  key: 'Column_Freshness',
  name: 'Column Freshness',
  scope: 'column',
  appliesTo: ['D'],
  dqDimension: 'Timeliness',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Hours before run',
  description:
    'The newest moment is at most some hours old when the test runs. Timestamps without a time zone are read in the zone you name, with its summer time; a date counts from its midnight. Moments more than a day ahead of the run are left out. A column without any moment is as stale as can be.',
  criterion: 'The newest moment lies more hours before the run than the threshold.',
  parameters: PARAMETERS,
  limitField: 'threshold_value',
  validate: problemsOf,
  plan: agePlan,
  fails: aboveThreshold,
  whenNothingMeasured: 'fail',
  badShare: (input) => missingDaysShare((input.measure - thresholdOf(input.definition)) / 24, input),
  riskFactor: 0.75,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'summer time in Berlin is two hours ahead of UTC',
      tables: [
        {
          table: 't',
          columns: { at: 'timestamp' },
          rows: [['2024-06-30T23:00:00'], ['2024-07-01T10:00:00'], [null]],
        },
      ],
      column: 'at',
      parameters: { threshold_value: '11.5', baseline_value: 'Europe/Berlin' },
      runAt: '2024-07-01T20:00:00Z',
      expect: {
        measure: 12,
        status: 'Failed',
        messageIncludes: ['Hours before run: 12', 'Threshold: 11.5'],
      },
    },
    {
      says: 'winter time is one hour ahead, and minutes count',
      tables: [{ table: 't', columns: { at: 'timestamp' }, rows: [['2024-01-01T10:00:00']] }],
      column: 'at',
      parameters: { threshold_value: '0.25', baseline_value: 'Europe/Berlin' },
      runAt: '2024-01-01T09:15:00Z',
      expect: { measure: 0.25, status: 'Passed' },
    },
    {
      says: 'a timestamp with a zone needs no other one',
      tables: [{ table: 't', columns: { at: 'timestamptz' }, rows: [['2024-07-01T10:00:00Z']] }],
      column: 'at',
      parameters: { threshold_value: '10', baseline_value: 'Europe/Berlin' },
      runAt: '2024-07-01T20:00:00Z',
      expect: { measure: 10, status: 'Passed' },
    },
    {
      says: 'a date that stands for never hides nothing',
      tables: [{ table: 't', columns: { day: 'date' }, rows: [['2024-06-30'], ['9999-12-31']] }],
      column: 'day',
      parameters: { threshold_value: '24' },
      runAt: '2024-07-01T20:00:00Z',
      expect: { measure: 44, status: 'Failed' },
    },
    {
      says: 'no moment at all is not fresh',
      tables: [{ table: 't', columns: { at: 'timestamp' }, rows: [] }],
      column: 'at',
      parameters: { threshold_value: '24' },
      runAt: '2024-07-01T20:00:00Z',
      expect: { measure: null, status: 'Failed', messageIncludes: ['No data'] },
    },
  ],
});
