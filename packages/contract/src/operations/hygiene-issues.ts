import { LIKELIHOODS } from '@assay/checks';
import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { DISPOSITIONS, dispositionChange } from '../schemas/disposition.ts';
import {
  hygieneIssue,
  hygieneIssueExample,
  hygieneIssuePage,
  hygieneIssueParams,
  hygieneIssueTypeExample,
  hygieneIssueTypePage,
} from '../schemas/hygiene-issue.ts';
import { jobParams } from '../schemas/job.ts';
import { MAX_PAGE_LIMIT, pageQuery, wholePage } from '../schemas/page.ts';
import { choiceQuery, textQuery } from '../schemas/query-values.ts';

export const listHygieneIssues = defineOperation({
  id: 'listHygieneIssues',
  method: 'GET',
  path: '/profiling-runs/{job_id}/issues',
  tag: 'Profiling',
  summary: 'List hygiene issues',
  description: 'What the run found suspicious, most certain first. Dismissed issues are listed too.',
  access: { permission: 'view', of: 'job', param: 'job_id', jobKey: 'run-profile' },
  params: jobParams,
  query: z.object({
    likelihood: choiceQuery(LIKELIHOODS, 'Only issues of these likelihoods'),
    type: textQuery('Only issues of this type'),
    table: textQuery('Only issues of this table'),
    column: textQuery('Only issues of columns of this name'),
    disposition: choiceQuery(
      [...DISPOSITIONS, 'undecided'],
      'Only issues with these decisions; `undecided` for those without one',
    ),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of hygiene issues.', schema: hygieneIssuePage },
  examples: { response: wholePage([hygieneIssueExample]) },
});

export const updateHygieneIssue = defineOperation({
  id: 'updateHygieneIssue',
  method: 'PATCH',
  path: '/hygiene-issues/{hygiene_issue_id}',
  tag: 'Profiling',
  summary: 'Decide about a hygiene issue',
  description: 'Confirms or dismisses it, or takes the decision back. The score of the run follows at once.',
  access: { permission: 'disposition', of: 'hygiene_issue', param: 'hygiene_issue_id' },
  params: hygieneIssueParams,
  body: dispositionChange,
  success: { status: 200, description: 'The issue as it is now.', schema: hygieneIssue },
  examples: {
    body: { disposition: 'Dismissed' },
    response: { ...hygieneIssueExample, disposition: 'Dismissed' },
  },
});

export const listHygieneIssueTypes = defineOperation({
  id: 'listHygieneIssueTypes',
  method: 'GET',
  path: '/hygiene-issue-types',
  tag: 'Profiling',
  summary: 'List hygiene issue types',
  description: 'What profiling looks for, when it reports it, and what to do about it.',
  access: { permission: 'catalog', of: 'server' },
  query: z.object(pageQuery({ defaultLimit: MAX_PAGE_LIMIT })),
  success: { status: 200, description: 'A page of hygiene issue types.', schema: hygieneIssueTypePage },
  examples: { response: wholePage([hygieneIssueTypeExample], MAX_PAGE_LIMIT) },
});
