/** Schedules submit jobs by the clock: a cron line, read in a time zone. */
import { z } from 'zod';
import { type JobKey, jobStatus } from './job.ts';
import { pageOf } from './page.ts';
import { descriptionInput, id, idInput, timestamp } from './scalars.ts';

/** The jobs that schedules can submit, each with the field that names what it runs on. */
export const SCHEDULE_TARGETS = {
  'run-profile': 'table_group_id',
  'run-tests': 'test_suite_id',
  'run-monitors': 'table_group_id',
  'run-test-generation': 'test_suite_id',
} as const satisfies Partial<Record<JobKey, 'table_group_id' | 'test_suite_id'>>;
export type ScheduledJobKey = keyof typeof SCHEDULE_TARGETS;
export const SCHEDULED_JOB_KEYS = Object.keys(SCHEDULE_TARGETS) as [ScheduledJobKey, ...ScheduledJobKey[]];

export const CATCH_UP_POLICIES = ['none', 'one', 'all'] as const;
export type CatchUp = (typeof CATCH_UP_POLICIES)[number];
export const OVERLAP_POLICIES = ['queue', 'skip', 'replace'] as const;
export type Overlap = (typeof OVERLAP_POLICIES)[number];
/** How a firing ended; only `submitted` made a job. */
export const FIRING_OUTCOMES = ['submitted', 'target_busy', 'no_tests', 'missed'] as const;
export type FiringOutcome = (typeof FIRING_OUTCOMES)[number];

export const scheduleParams = z.object({ schedule_id: idInput.describe('Id of the schedule') });

/** Longer than any sensible line; keeps what is tried short. */
const MAX_CRON_LENGTH = 200;

const timing = {
  cron: z
    .string()
    .max(MAX_CRON_LENGTH)
    .describe(
      'Five fields: minute, hour, day of the month, month, day of the week. `*`, lists, ranges and steps (`*/15`), names (`MON-FRI`, `JAN`), `L` (last), `#` (`FRI#2`: the second Friday), `W` (nearest weekday). With both day fields restricted, a day that fits either counts. Once a minute is the most there is',
    ),
  time_zone: z
    .string()
    .max(100)
    .describe(
      'IANA name, such as `Europe/Berlin`: the clock that the line is read by. Where clocks skip an hour, what the line names in it fires once, at the first moment after it; where they repeat an hour, it fires the first time only. A line with `*` or a step in its minutes or hours follows real time instead',
    ),
};

const policies = {
  active: z.boolean().describe('A schedule that is not active does not fire by itself'),
  catch_up: z
    .enum(CATCH_UP_POLICIES)
    .describe(
      'Firings that are a minute late or more, because no server was running: `none` leaves them out, `one` makes up for all of them once, `all` for each, the oldest first and at most 100',
    ),
  overlap: z
    .enum(OVERLAP_POLICIES)
    .describe(
      'When the target has a job that has not ended: `queue` waits behind it; `skip` makes no job if that one does the same; `replace` asks jobs of the same kind to cancel',
    ),
};

const targets = {
  table_group_id: idInput.nullable().default(null).describe('For `run-profile` and `run-monitors`'),
  test_suite_id: idInput.nullable().default(null).describe('For `run-tests` and `run-test-generation`'),
};

export const newSchedule = z
  .object({
    job_key: z.enum(SCHEDULED_JOB_KEYS).describe('What it submits'),
    ...targets,
    ...timing,
    description: descriptionInput.default(null),
    active: policies.active.default(true),
    catch_up: policies.catch_up.default('none'),
    overlap: policies.overlap.default('skip'),
  })
  .superRefine((schedule, context) => {
    const wanted = SCHEDULE_TARGETS[schedule.job_key];
    for (const field of ['table_group_id', 'test_suite_id'] as const) {
      const given = schedule[field] !== null;
      if (given === (field === wanted)) continue;
      const message = given
        ? `does not go with ${schedule.job_key}, which runs on a ${wanted}`
        : `is required for ${schedule.job_key}`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
  })
  .meta({ id: 'NewSchedule' });
export type NewSchedule = z.output<typeof newSchedule>;

export const scheduleChange = z
  .object({ ...timing, description: descriptionInput, ...policies })
  .partial()
  .meta({ id: 'ScheduleChange' });
export type ScheduleChange = z.output<typeof scheduleChange>;

const lastFiring = z
  .strictObject({
    due_at: timestamp.describe('The moment that the line named'),
    fired_at: timestamp,
    outcome: z
      .enum(FIRING_OUTCOMES)
      .describe(
        '`submitted`: it made a job. `target_busy`: `overlap` is `skip` and the target had a job. `no_tests`: the suite has no test definition, or the table group no monitors. `missed`: it was late and `catch_up` is `none`',
      ),
    detail: z.string().nullable().describe('What else there is to know, in a sentence'),
    job_id: id.nullable().describe('The job that it made, as long as that is kept'),
    job_status: jobStatus.nullable(),
  })
  .meta({ id: 'LastFiring' });

const nextFirings = z
  .array(timestamp)
  .describe('The next moments at which it fires; empty while it is not active');

export const schedule = z
  .strictObject({
    id,
    project_code: z.string(),
    description: z.string().nullable(),
    job_key: z.enum(SCHEDULED_JOB_KEYS),
    table_group_id: id.nullable(),
    test_suite_id: id.nullable(),
    target_name: z.string().describe('Name of the table group or test suite'),
    ...timing,
    ...policies,
    next_firings: nextFirings,
    last_firing: lastFiring.nullable().describe('Null before the first'),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.output<typeof schedule>;
export const schedulePage = pageOf('SchedulePage', schedule);

export const schedulePreviewRequest = z.object(timing).meta({ id: 'SchedulePreviewRequest' });
export const schedulePreview = z
  .strictObject({ ...timing, next_firings: z.array(timestamp) })
  .meta({ id: 'SchedulePreview' });

export const scheduleExample: Schedule = {
  id: '019c9f90-9999-7aaa-8bbb-8c1d2e3f4a5b',
  project_code: 'webshop',
  description: 'Before the buyers come in',
  job_key: 'run-tests',
  table_group_id: null,
  test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  target_name: 'Nightly checks',
  cron: '30 5 * * MON-FRI',
  time_zone: 'Europe/Berlin',
  active: true,
  catch_up: 'one',
  overlap: 'skip',
  next_firings: ['2026-03-27T04:30:00.000Z', '2026-03-30T03:30:00.000Z', '2026-03-31T03:30:00.000Z'],
  last_firing: {
    due_at: '2026-03-26T04:30:00.000Z',
    fired_at: '2026-03-26T04:30:00.021Z',
    outcome: 'submitted',
    detail: null,
    job_id: '019d28f0-7777-7aaa-8bbb-9c1d2e3f4a5b',
    job_status: 'completed',
  },
  created_at: '2026-03-01T09:00:00.000Z',
  updated_at: '2026-03-01T09:00:00.000Z',
};
