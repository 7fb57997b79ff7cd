import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { projectParams } from '../schemas/project.ts';
import { booleanQuery, choiceQuery, integerQuery } from '../schemas/query-values.ts';
import { idInput } from '../schemas/scalars.ts';
import {
  newSchedule,
  SCHEDULED_JOB_KEYS,
  schedule,
  scheduleChange,
  scheduleExample,
  schedulePage,
  scheduleParams,
  schedulePreview,
  schedulePreviewRequest,
} from '../schemas/schedule.ts';
import {
  submissionErrors,
  submissionExamples,
  submissionHeaders,
  submissionQuery,
  submissionSuccess,
} from '../submission.ts';

const firingsQuery = {
  firings: integerQuery({ min: 0, max: 20, fallback: 3, says: 'How many next firings to show.' }),
};

export const createSchedule = defineOperation({
  id: 'createSchedule',
  method: 'POST',
  path: '/projects/{project_code}/schedules',
  tag: 'Schedules',
  summary: 'Create a schedule',
  description:
    'From now on the job is submitted whenever the cron line says so, once however many servers there are. A schedule is deleted with what it runs on. There is one schedule for the same job, target, line and time zone.',
  access: { permission: 'edit', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object(firingsQuery),
  body: newSchedule,
  success: { status: 201, description: 'The new schedule.', schema: schedule },
  errors: ['already_exists'],
  examples: {
    body: {
      job_key: 'run-tests',
      test_suite_id: scheduleExample.test_suite_id,
      cron: '30 5 * * MON-FRI',
      time_zone: 'Europe/Berlin',
      catch_up: 'one',
    },
    response: { ...scheduleExample, last_firing: null },
  },
});

export const listSchedules = defineOperation({
  id: 'listSchedules',
  method: 'GET',
  path: '/projects/{project_code}/schedules',
  tag: 'Schedules',
  summary: 'List schedules',
  description: 'The schedules of a project, oldest first, each with its last firing and its next ones.',
  access: { permission: 'view', of: 'project', param: 'project_code' },
  params: projectParams,
  query: z.object({
    job_key: choiceQuery(SCHEDULED_JOB_KEYS, 'Only schedules of these jobs'),
    table_group_id: idInput.optional().describe('Only schedules that run on this table group'),
    test_suite_id: idInput.optional().describe('Only schedules that run on this test suite'),
    active: booleanQuery('Only active schedules, or only the others'),
    ...firingsQuery,
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of schedules.', schema: schedulePage },
  examples: { response: wholePage([scheduleExample]) },
});

export const getSchedule = defineOperation({
  id: 'getSchedule',
  method: 'GET',
  path: '/schedules/{schedule_id}',
  tag: 'Schedules',
  summary: 'Get a schedule',
  description: 'One schedule with its last firing and its next ones.',
  access: { permission: 'view', of: 'schedule', param: 'schedule_id' },
  params: scheduleParams,
  query: z.object(firingsQuery),
  success: { status: 200, description: 'The schedule.', schema: schedule },
  examples: { response: scheduleExample },
});

export const updateSchedule = defineOperation({
  id: 'updateSchedule',
  method: 'PATCH',
  path: '/schedules/{schedule_id}',
  tag: 'Schedules',
  summary: 'Change a schedule',
  description:
    'Changes what is named and keeps the rest. A new line, another time zone, or switching it on counts from now: earlier firings are not made up for.',
  access: { permission: 'edit', of: 'schedule', param: 'schedule_id' },
  params: scheduleParams,
  query: z.object(firingsQuery),
  body: scheduleChange,
  success: { status: 200, description: 'The schedule as it is now.', schema: schedule },
  errors: ['already_exists'],
  examples: {
    body: { active: false },
    response: { ...scheduleExample, active: false, next_firings: [] },
  },
});

export const deleteSchedule = defineOperation({
  id: 'deleteSchedule',
  method: 'DELETE',
  path: '/schedules/{schedule_id}',
  tag: 'Schedules',
  summary: 'Delete a schedule',
  description: 'It fires no more. Jobs that it submitted go on, and their runs stay.',
  access: { permission: 'edit', of: 'schedule', param: 'schedule_id' },
  params: scheduleParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  examples: {},
});

export const fireSchedule = defineOperation({
  id: 'fireSchedule',
  method: 'POST',
  path: '/schedules/{schedule_id}/fire',
  tag: 'Schedules',
  summary: 'Fire a schedule now',
  description:
    'Submits its job at once, also while the schedule is not active, and keeps that as its last firing. `dedupe` takes the place of the `overlap` of the schedule; its next firing stays where it is. Needs no body.',
  access: { permission: 'edit', of: 'schedule', param: 'schedule_id' },
  params: scheduleParams,
  query: submissionQuery,
  headers: submissionHeaders,
  success: submissionSuccess,
  errors: submissionErrors,
  examples: submissionExamples,
});

export const previewSchedule = defineOperation({
  id: 'previewSchedule',
  method: 'POST',
  path: '/schedules/preview',
  tag: 'Schedules',
  summary: 'Preview a cron line',
  description: 'Says when a line would fire next, or what is wrong with it. Keeps nothing.',
  access: { permission: 'catalog', of: 'server' },
  query: z.object(firingsQuery),
  body: schedulePreviewRequest,
  success: { status: 200, description: 'The next firings.', schema: schedulePreview },
  examples: {
    body: { cron: '30 5 * * MON-FRI', time_zone: 'Europe/Berlin' },
    response: {
      cron: '30 5 * * MON-FRI',
      time_zone: 'Europe/Berlin',
      next_firings: scheduleExample.next_firings,
    },
  },
});
