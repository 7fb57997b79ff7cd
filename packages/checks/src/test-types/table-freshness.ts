import { fingerprintPlan } from '../freshness/fingerprint.ts';
import { freshnessMessage } from '../freshness/freshness-message.ts';
import { judgeChange } from '../freshness/judge-update.ts';
import type { UpdateWatch } from '../freshness/update-watch.ts';
import { watchExample } from '../freshness/watch-example.ts';
import { WATCHED_COLUMNS } from '../freshness/watched-columns.ts';
import { subsetCondition } from '../test-parameters/limit-parameters.ts';
import { checkParameters } from '../test-parameters/parameter-problems.ts';
import { defineTestType, type ParameterSpec } from '../test-type.ts';

const PARAMETERS: readonly ParameterSpec[] = [WATCHED_COLUMNS, subsetCondition()];

const ORDERS = [
  {
    table: 'orders',
    columns: { id: 'integer', status: 'text' },
    rows: [
      [1, 'new'],
      [2, null],
    ],
  },
] as const;
/** Of the orders, by both columns. */
const FINGERPRINT = '2-3cjpd0pr3u';
const WATCHED = { groupby_names: 'id, status' };
const watch = (fingerprint: string): UpdateWatch =>
  watchExample(fingerprint, WATCHED.groupby_names, { minutesAgo: 60 });

export const tableFreshness = defineTestType({
  key: 'Table_Freshness',
  name: 'Table Freshness',
  scope: 'table',
  appliesTo: null,
  dqDimension: 'Recency',
  impactDimension: 'Reliability',
  defaultSeverity: 'Log',
  unit: 'Was Change Detected',
  description:
    'The table was updated since the run before: something in the watched columns is different. Freshness_Trend also says whether the time was right.',
  criterion: 'Nothing in the watched columns has changed since the run before.',
  parameters: PARAMETERS,
  limitField: null,
  watch: { learns: false, judge: judgeChange },
  validate: checkParameters(PARAMETERS),
  plan: fingerprintPlan,
  fails: (measure, definition) => judgeChange(String(measure), definition).code === 0,
  whenNothingMeasured: 'fail',
  message: ({ measure }, definition) =>
    freshnessMessage(judgeChange(String(measure), definition), definition),
  badShare: null,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'nothing new is logged, not counted as a failure',
      tables: ORDERS,
      parameters: WATCHED,
      watch: watch(FINGERPRINT),
      expect: {
        measure: FINGERPRINT,
        status: 'Log',
        messageIncludes: ['Updated: no', 'Minutes since the last one: 60'],
      },
    },
    {
      says: 'one other value is an update',
      tables: ORDERS,
      parameters: WATCHED,
      severity: 'Fail',
      watch: watch('2-other'),
      expect: { measure: FINGERPRINT, status: 'Passed', messageIncludes: ['Updated: yes'] },
    },
    {
      says: 'who wants to know of every run without an update raises the severity',
      tables: ORDERS,
      parameters: WATCHED,
      severity: 'Fail',
      watch: watch(FINGERPRINT),
      expect: { measure: FINGERPRINT, status: 'Failed' },
    },
  ],
});
