import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { jobParams } from '../schemas/job.ts';
import { profileComparison, profileComparisonExample } from '../schemas/profile-comparison.ts';
import { textQuery } from '../schemas/query-values.ts';
import { idInput } from '../schemas/scalars.ts';

export const compareProfilingRuns = defineOperation({
  id: 'compareProfilingRuns',
  method: 'GET',
  path: '/profiling-runs/{job_id}/comparison',
  tag: 'Profiling',
  summary: 'Compare a profiling run with an earlier one',
  description:
    'What became different: schema, rows, values and meaning of columns, issues, score. The other run is the completed one before it in the same table group, unless `with` names one. A column is `stable`, `shifted` or `changed` by its strongest sign: shares and averages by effect size (0.2, 0.5), distributions by the population stability index (0.1, 0.25), each only beyond what chance explains 999 times in 1,000. Columns that are stable in everything are only counted. Counts of a table that was sampled are those of the rows that were read; they are compared as shares.',
  access: { permission: 'view', of: 'job', param: 'job_id', jobKey: 'run-profile' },
  params: jobParams,
  query: z.object({
    with: idInput.optional().describe('The run to compare with, taken as the earlier one'),
    table: textQuery('Only this table'),
  }),
  success: { status: 200, description: 'The differences.', schema: profileComparison },
  errors: ['run_not_completed'],
  examples: { response: profileComparisonExample },
});
