import { fingerprintPlan } from '../freshness/fingerprint.ts';
import { fingerprintColumns } from '../freshness/fingerprint-columns.ts';
import { freshnessMessage } from '../freshness/freshness-message.ts';
import { judgeUpdate } from '../freshness/judge-update.ts';
import type { UpdateWatch } from '../freshness/update-watch.ts';
import { watchExample } from '../freshness/watch-example.ts';
import { WATCHED_COLUMNS } from '../freshness/watched-columns.ts';
import { isPredicted } from '../history-bounds/history-method.ts';
import type { TestDefinition } from '../test-definition.ts';
import { formatColumnList } from '../test-parameters/column-list.ts';
import { subsetCondition } from '../test-parameters/limit-parameters.ts';
import { parameterProblems } from '../test-parameters/parameter-problems.ts';
import { numberParameter } from '../test-parameters/read-parameter.ts';
import { defineTestType, type ParameterProblem, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [
  WATCHED_COLUMNS,
  {
    field: 'history_calculation',
    label: 'Bounds from history',
    help: 'Write PREDICT to learn from earlier updates how long the gaps between them are, and on which days and hours they come; leave it out for a bound of your own.',
    kind: 'text',
    required: false,
  },
  {
    field: 'upper_tolerance',
    label: 'Longest gap',
    help: 'How many minutes may pass between updates, without excluded days; with PREDICT, what holds until enough is learned.',
    kind: 'number',
    required: false,
  },
  {
    field: 'lower_tolerance',
    label: 'Shortest gap',
    help: 'How many minutes must pass between updates; leave it out where no update is too early.',
    kind: 'number',
    required: false,
  },
  subsetCondition(),
];

function problemsOf(definition: TestDefinition): readonly ParameterProblem[] {
  const { history_calculation: method } = definition.parameters;
  const lower = numberParameter(definition, 'lower_tolerance');
  const upper = numberParameter(definition, 'upper_tolerance');
  const isBlank = method === null || method.trim() === '';
  const problems = [...parameterProblems(PARAMETERS, definition)];
  if (!isBlank && !isPredicted(definition)) {
    problems.push({
      field: 'history_calculation',
      problem: `"${method}" is no way to find these bounds; write PREDICT, or leave it out and write the longest gap.`,
    });
  }
  if (isBlank && upper === null && !problems.some(({ field }) => field === 'upper_tolerance')) {
    problems.push({
      field: 'upper_tolerance',
      problem:
        'The test has no longest gap; write one in minutes, such as 1440, or write PREDICT to learn it.',
    });
  }
  for (const [field, minutes] of [
    ['lower_tolerance', lower],
    ['upper_tolerance', upper],
  ] as const) {
    if (minutes !== null && minutes < 0) {
      problems.push({ field, problem: `A gap of ${minutes} minutes is none; write 0 or more.` });
    }
  }
  return lower !== null && upper !== null && lower > upper
    ? [
        ...problems,
        { field: 'lower_tolerance', problem: `The shortest gap ${lower} is above the longest one ${upper}.` },
      ]
    : problems;
}

const ORDERS = [
  {
    table: 'orders',
    columns: { id: 'integer', status: 'text' },
    rows: [
      [1, 'new'],
      [2, 'paid'],
    ],
  },
] as const;
/** Of the orders, by their status. */
const FINGERPRINT = '2-465w3u43yz';
const WATCHED = { groupby_names: 'status', history_calculation: 'PREDICT' };
const watch = (fingerprint: string, minutesAgo: number): UpdateWatch =>
  watchExample(fingerprint, WATCHED.groupby_names, {
    minutesAgo,
    bounds: { lower: 600, upper: 750, staleness: null, latest: 750 },
  });

export const freshnessTrend = defineTestType({
  key: 'Freshness_Trend',
  name: 'Freshness',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Recency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Interval since last update',
  description:
    'The table is updated about as often as it was so far, on the days and at the hours at which it was. An update is any change in the watched columns that a run finds; its own clock needs no column.',
  criterion:
    'The table has not been updated for longer than expected, or the time between two updates was shorter or longer than expected.',
  parameters: PARAMETERS,
  limitField: null,
  watch: { learns: true, judge: judgeUpdate },
  validate: problemsOf,
  plan: fingerprintPlan,
  fails: (measure, definition) => judgeUpdate(String(measure), definition).code === 0,
  whenNothingMeasured: 'fail',
  message: ({ measure }, definition) =>
    freshnessMessage(judgeUpdate(String(measure), definition), definition),
  badShare: null,
  riskFactor: 1,
  generation: {
    per: 'table',
    set: 'monitor',
    when: 'The table has a column that shows its updates: a date of its process or of its transactions, an identifier, or a figure that varies.',
    propose: (table) => {
      const columns = fingerprintColumns(table);
      if (columns.length === 0) return null;
      return {
        column: null,
        parameters: {
          groupby_names: formatColumnList(columns.map(({ column }) => column)),
          history_calculation: 'PREDICT',
        },
        reason: `Updates show in ${columns.map(({ column, role }) => `${column} (${role})`).join(', ')}.`,
      };
    },
  },
  failingRows: null,
  examples: [
    {
      says: 'an update in time passes',
      tables: ORDERS,
      parameters: WATCHED,
      watch: watch('2-other', 640),
      expect: {
        measure: FINGERPRINT,
        status: 'Passed',
        messageIncludes: ['Updated: yes, on time', 'Minutes since the last one: 640', 'Upper Bound: 750'],
      },
    },
    {
      says: 'nothing new for too long is late',
      tables: ORDERS,
      parameters: WATCHED,
      watch: watch(FINGERPRINT, 760),
      expect: { measure: FINGERPRINT, status: 'Failed', messageIncludes: ['Updated: no, late'] },
    },
    {
      says: 'an update too soon is one that nobody expected',
      tables: ORDERS,
      parameters: WATCHED,
      watch: watch('1-other', 500),
      expect: { measure: FINGERPRINT, status: 'Failed', messageIncludes: ['Updated: yes, earlier than'] },
    },
    {
      says: 'the first run has nothing to compare with',
      tables: ORDERS,
      parameters: WATCHED,
      expect: { measure: FINGERPRINT, status: 'Log', messageIncludes: ['first run'] },
    },
    {
      says: 'a table without rows has nothing fresh in it',
      tables: [{ table: 'orders', columns: { id: 'integer', status: 'text' }, rows: [] }],
      parameters: { groupby_names: 'status', upper_tolerance: '1440' },
      watch: watch(FINGERPRINT, 10),
      expect: { measure: null, status: 'Failed', messageIncludes: ['No data'] },
    },
  ],
});
