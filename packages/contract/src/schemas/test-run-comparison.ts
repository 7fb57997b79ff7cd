/** Two test runs of one suite, side by side. */
import { z } from 'zod';
import { count, id, score, timestamp } from './scalars.ts';
import { testResult, testResultExample } from './test-result.ts';

const comparedTestRun = z
  .strictObject({ test_run_id: id, completed_at: timestamp, score, test_ct: count.describe('Results of it') })
  .meta({ id: 'ComparedTestRun' });

const resultPair = z
  .strictObject({ before: testResult, after: testResult })
  .meta({ id: 'TestResultPair', description: 'The results of one test in both runs' });
const pairs = z.array(resultPair);

export const testRunComparison = z
  .strictObject({
    before: comparedTestRun,
    after: comparedTestRun,
    counts: z.strictObject({
      new_failures: count,
      fixed: count,
      still_failing: count,
      errors: count,
      changed_measure: count,
      added: count,
      removed: count,
      unchanged: count,
      dismissed: count.describe('Left out because their last result was dismissed or set inactive'),
    }),
    new_failures: pairs.describe('Fail now and did not before. Each list shows at most 500 tests'),
    fixed: pairs.describe('Failed before and do not now'),
    still_failing: pairs,
    errors: pairs.describe('Could not be run now'),
    changed_measure: pairs.describe('In none of the lists above, but with another measure'),
    added: z.array(testResult).describe('Tests that only the later run has'),
    removed: z.array(testResult).describe('Tests that only the earlier run has'),
  })
  .meta({ id: 'TestRunComparison' });
export type TestRunComparison = z.output<typeof testRunComparison>;

export const testRunComparisonExample: TestRunComparison = {
  before: {
    test_run_id: '019c9a0c-11f0-7b61-8f0e-0a4c5d6e7f80',
    completed_at: '2026-02-22T09:30:02.011Z',
    score: 0.991,
    test_ct: 124,
  },
  after: {
    test_run_id: '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b',
    completed_at: '2026-03-01T09:30:02.204Z',
    score: 0.982,
    test_ct: 124,
  },
  counts: {
    new_failures: 1,
    fixed: 0,
    still_failing: 0,
    errors: 0,
    changed_measure: 0,
    added: 0,
    removed: 0,
    unchanged: 123,
    dismissed: 0,
  },
  new_failures: [
    {
      before: {
        ...testResultExample,
        id: '019c9a0c-7777-7aaa-8bbb-6c1d2e3f4a5b',
        status: 'Passed',
        measure: 0,
        message: 'Missing values: 0, Threshold: 0',
        dq_prevalence: 0,
      },
      after: testResultExample,
    },
  ],
  fixed: [],
  still_failing: [],
  errors: [],
  changed_measure: [],
  added: [],
  removed: [],
};
