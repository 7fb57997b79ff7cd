import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { jobParams } from '../schemas/job.ts';
import { textQuery } from '../schemas/query-values.ts';
import { idInput } from '../schemas/scalars.ts';
import { testRunComparison, testRunComparisonExample } from '../schemas/test-run-comparison.ts';

export const compareTestRuns = defineOperation({
  id: 'compareTestRuns',
  method: 'GET',
  path: '/test-runs/{job_id}/comparison',
  tag: 'Test runs',
  summary: 'Compare a test run with an earlier one',
  description:
    'What became different, test by test: new failures, fixed ones, those that still fail, tests that cannot run, measures that moved without crossing a limit, added and removed tests. The other run is the completed one before it of the same suite, unless `with` names one. Tests whose last result was dismissed or set inactive are left out; one that was dismissed in the earlier run only and fails again is a new failure.',
  access: { permission: 'view', of: 'job', param: 'job_id', jobKey: 'run-tests' },
  params: jobParams,
  query: z.object({
    with: idInput.optional().describe('The run to compare with, taken as the earlier one'),
    table: textQuery('Only this table'),
  }),
  success: { status: 200, description: 'The differences.', schema: testRunComparison },
  errors: ['run_not_completed'],
  examples: { response: testRunComparisonExample },
});
