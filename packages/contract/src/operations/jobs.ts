import { z } from 'zod';
import { eventStream } from '../event-stream.ts';
import { defineOperation } from '../operation.ts';
import {
  JOB_KEYS,
  JOB_STATUSES,
  job,
  jobExample,
  jobPage,
  jobParams,
  jobProgress,
  jobProgressExample,
} from '../schemas/job.ts';
import { jobEvent, jobEventExamples, lastEventId } from '../schemas/job-event.ts';
import { JOB_LOG_LEVELS, jobLogExamples, jobLogPage } from '../schemas/job-log.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { projectParams } from '../schemas/project.ts';
import { choiceQuery } from '../schemas/query-values.ts';
import { timestampInput } from '../schemas/scalars.ts';
import { preferHeader, waitQuery } from '../submission.ts';

export const getJob = defineOperation({
  id: 'getJob',
  method: 'GET',
  path: '/jobs/{job_id}',
  tag: 'Jobs',
  summary: 'Get a job',
  description:
    'With `wait` the answer is held until the job has ended or the time is up: a loop of such requests follows a job without polling. With `If-None-Match` an unchanged job answers 304.',
  access: { permission: 'view', of: 'job', param: 'job_id' },
  params: jobParams,
  query: z.object(waitQuery),
  headers: z.object({
    'if-none-match': z.string().max(1000).optional().describe('The `ETag` of an earlier answer'),
    ...preferHeader,
  }),
  success: {
    status: 200,
    description: 'The job.',
    schema: job,
    headers: ['ETag', 'Retry-After', 'Preference-Applied'],
  },
  examples: { response: jobExample },
});

export const getJobProgress = defineOperation({
  id: 'getJobProgress',
  method: 'GET',
  path: '/jobs/{job_id}/progress',
  tag: 'Jobs',
  summary: 'Get the progress of a job',
  description: 'The steps of the job with what is done of each.',
  access: { permission: 'view', of: 'job', param: 'job_id' },
  params: jobParams,
  success: { status: 200, description: 'The progress.', schema: jobProgress },
  examples: { response: jobProgressExample },
});

export const getJobEvents = defineOperation({
  id: 'getJobEvents',
  method: 'GET',
  path: '/jobs/{job_id}/events',
  tag: 'Jobs',
  summary: 'Watch a job',
  description:
    'Server-sent events, until the job has ended: `status` for every status that it has had, `log` for every line of its log, `progress` for the newest progress, and one `end` with the job as it ended. Events that come in between are not kept for slow readers: of progress they get the newest. The stream closes after `end`, and without it when the server stops or the access must be checked anew: connect again with the id of the last event in `Last-Event-ID`, and nothing is missed or told twice, whichever server answers. Ids stand for a place in the story of this job and mean nothing else. A comment comes every 15 seconds when there is nothing to tell.',
  access: { permission: 'view', of: 'job', param: 'job_id' },
  params: jobParams,
  headers: z.object({ 'last-event-id': lastEventId }),
  success: {
    status: 200,
    description: 'The events.',
    schema: eventStream(jobEvent),
    events: jobEvent,
    mediaType: 'text/event-stream',
  },
  examples: { response: jobEventExamples },
});

export const listJobLog = defineOperation({
  id: 'listJobLog',
  method: 'GET',
  path: '/jobs/{job_id}/log',
  tag: 'Jobs',
  summary: 'List the log of a job',
  description:
    'What was done for the job, in lines for people: tables with their sizes and how they were read, warnings, attempts that failed and why, workers that took over, who asked for it to stop. Oldest first. 2,000 lines are kept of a job; the last of them says when there were more. Lines hold no values of rows. They go with the job.',
  access: { permission: 'view', of: 'job', param: 'job_id' },
  params: jobParams,
  query: z.object({
    level: choiceQuery(JOB_LOG_LEVELS, 'Only lines of these levels'),
    since: timestampInput.optional().describe('Only lines logged at this time or later'),
    ...pageQuery({ defaultLimit: 100 }),
  }),
  success: { status: 200, description: 'A page of lines.', schema: jobLogPage },
  examples: { response: wholePage(jobLogExamples, 100) },
});

export const cancelJob = defineOperation({
  id: 'cancelJob',
  method: 'POST',
  path: '/jobs/{job_id}/cancel',
  tag: 'Jobs',
  summary: 'Cancel a job',
  description:
    'Asks the job to stop: it turns `cancel_requested` now and `canceled` soon after, when its statements in the target are stopped too. Asking again is fine; a job that has ended cannot be canceled.',
  access: { permission: 'edit', of: 'job', param: 'job_id' },
  params: jobParams,
  success: { status: 200, description: 'The job, now `cancel_requested`.', schema: job },
  errors: ['invalid_status_transition'],
  examples: { response: { ...jobExample, status: 'cancel_requested' } },
});

export const listJobs = defineOperation({
  id: 'listJobs',
  method: 'GET',
  path: '/projects/{project_code}/jobs',
  tag: 'Jobs',
  summary: 'List jobs of a project',
  description: 'Newest first. The upkeep jobs of the server itself are left out.',
  access: { permission: 'view', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object({
    job_key: choiceQuery(JOB_KEYS, 'Only jobs of these kinds'),
    status: choiceQuery(JOB_STATUSES, 'Only jobs with these statuses'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of jobs.', schema: jobPage },
  examples: { response: wholePage([jobExample]) },
});
