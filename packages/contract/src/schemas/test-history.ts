/** One test over all its runs. */
import { z } from 'zod';
import { pageOf, wholePage } from './page.ts';
import { count, id, timestamp } from './scalars.ts';
import { testResult, testResultExample } from './test-result.ts';

const result = testResult.shape;

const pastResult = z
  .strictObject({
    id,
    test_run_id: id.describe('The run, which is also the id of its job'),
    measured_at: timestamp,
    status: result.status,
    no_data: result.no_data,
    measure: result.measure,
    signal: result.signal,
    threshold: result.threshold,
    message: result.message,
    severity: result.severity,
    disposition: result.disposition,
    duration_ms: result.duration_ms,
  })
  .meta({ id: 'PastTestResult' });

const alarms = z
  .strictObject({
    raised: count.describe('Results that failed or warned'),
    dismissed: count.describe('Of these, those that were dismissed or set inactive'),
    undecided: count.describe('Of these, those that nobody decided about'),
    false_alarm_rate: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('dismissed / raised; null when there was no alarm'),
  })
  .meta({ id: 'TestAlarms' });

const proposedThreshold = z
  .strictObject({
    field: z.enum(['threshold_value', 'skip_errors']).describe('The parameter to set'),
    threshold: z.number(),
    accepted: count.describe('Measures that passed or were dismissed: all pass under the proposal'),
    confirmed: count.describe('Confirmed alarms: all are still raised'),
    silenced: count.describe('Undecided alarms that it would not have raised'),
  })
  .meta({ id: 'ProposedThreshold' });

export const testHistory = pageOf('TestHistory', pastResult)
  .extend({
    alarms: alarms.describe('Over the whole history, not only this page'),
    proposed_threshold: proposedThreshold.nullable(),
    no_proposal_because: z.string().nullable().describe('Why there is no proposal, when there is none'),
  })
  .meta({ id: 'TestHistory' });
export type TestHistory = z.output<typeof testHistory>;

export const testHistoryExample: TestHistory = {
  ...wholePage([
    {
      id: testResultExample.id,
      test_run_id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
      measured_at: '2026-03-01T09:30:02.204Z',
      status: testResultExample.status,
      no_data: testResultExample.no_data,
      measure: testResultExample.measure,
      signal: testResultExample.signal,
      threshold: testResultExample.threshold,
      message: testResultExample.message,
      severity: testResultExample.severity,
      disposition: null,
      duration_ms: testResultExample.duration_ms,
    },
  ]),
  alarms: { raised: 1, dismissed: 0, undecided: 1, false_alarm_rate: 0 },
  proposed_threshold: null,
  no_proposal_because:
    '0 measures passed or were dismissed under the present parameters; a proposal needs 10.',
};
