import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { JOB_STATUSES, jobParams } from '../schemas/job.ts';
import {
  mutantExample,
  mutantPage,
  mutationCheck,
  mutationCheckExample,
  mutationCheckPage,
  mutationCheckSettings,
  mutationExample,
  mutationPage,
} from '../schemas/mutation-check.ts';
import { MAX_PAGE_LIMIT, pageQuery, wholePage } from '../schemas/page.ts';
import { booleanQuery, choiceQuery, textQuery } from '../schemas/query-values.ts';
import { testSuiteParams } from '../schemas/test-suite.ts';
import {
  submissionErrors,
  submissionExamples,
  submissionHeaders,
  submissionQuery,
  submissionSuccess,
} from '../submission.ts';

const checkAccess = {
  permission: 'view',
  of: 'job',
  param: 'job_id',
  jobKey: 'run-mutation-check',
} as const;

export const submitMutationCheck = defineOperation({
  id: 'submitMutationCheck',
  method: 'POST',
  path: '/test-suites/{test_suite_id}/mutation-check',
  tag: 'Mutation checks',
  summary: 'Submit a mutation check',
  description:
    'Queues a job that copies the tables of the suite, puts defects into the copies one at a time, and finds out which of them the active tests notice. The target is only read. Everything in the body has a default: `{}` will do.',
  access: { permission: 'edit', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: submissionQuery,
  headers: submissionHeaders,
  body: mutationCheckSettings,
  success: submissionSuccess,
  errors: submissionErrors,
  examples: { ...submissionExamples, body: { row_limit: 50_000, mutations: ['null_values', 'wrong_unit'] } },
});

export const listMutationChecks = defineOperation({
  id: 'listMutationChecks',
  method: 'GET',
  path: '/test-suites/{test_suite_id}/mutation-checks',
  tag: 'Mutation checks',
  summary: 'List mutation checks',
  description: 'The checks of a suite, newest first.',
  access: { permission: 'view', of: 'test_suite', param: 'test_suite_id' },
  params: testSuiteParams,
  query: z.object({ status: choiceQuery(JOB_STATUSES, 'Only checks with these statuses'), ...pageQuery() }),
  success: { status: 200, description: 'A page of checks.', schema: mutationCheckPage },
  examples: { response: wholePage([mutationCheckExample]) },
});

export const getMutationCheck = defineOperation({
  id: 'getMutationCheck',
  method: 'GET',
  path: '/mutation-checks/{job_id}',
  tag: 'Mutation checks',
  summary: 'Get a mutation check',
  description:
    'How many of the injected defects the suite notices, by defect, table and column, which tests could not be tried, and which tests would notice more.',
  access: checkAccess,
  params: jobParams,
  success: { status: 200, description: 'The check.', schema: mutationCheck },
  examples: { response: mutationCheckExample },
});

export const listMutants = defineOperation({
  id: 'listMutants',
  method: 'GET',
  path: '/mutation-checks/{job_id}/mutants',
  tag: 'Mutation checks',
  summary: 'List the damaged copies of a mutation check',
  description: 'What was done to each copy, which tests noticed, and which test would have where none did.',
  access: checkAccess,
  params: jobParams,
  query: z.object({
    caught: booleanQuery('Only those that a test noticed, or only those that none did'),
    mutation: textQuery('Only those with this defect'),
    table: textQuery('Only those of this table'),
    column: textQuery('Only those of columns of this name'),
    ...pageQuery(),
  }),
  success: {
    status: 200,
    description: 'A page of damaged copies, in the order of their places.',
    schema: mutantPage,
  },
  examples: { response: wholePage([mutantExample]) },
});

export const listMutations = defineOperation({
  id: 'listMutations',
  method: 'GET',
  path: '/mutations',
  tag: 'Mutation checks',
  summary: 'List mutations',
  description: 'The defects that a mutation check knows.',
  access: { permission: 'catalog', of: 'server' },
  query: z.object(pageQuery({ defaultLimit: MAX_PAGE_LIMIT })),
  success: { status: 200, description: 'A page of mutations.', schema: mutationPage },
  examples: { response: wholePage([mutationExample], MAX_PAGE_LIMIT) },
});
