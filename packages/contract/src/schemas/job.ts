/** A job is the queue entry behind everything that takes time; its id is also the id of the run it makes. */
import { z } from 'zod';
import { pageOf } from './page.ts';
import { count, id, idInput, timestamp } from './scalars.ts';

export const JOB_STATUSES = [
  'pending',
  'claimed',
  'running',
  'completed',
  'error',
  'cancel_requested',
  'canceled',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** A job in one of these never changes again. */
export const TERMINAL_JOB_STATUSES = [
  'completed',
  'error',
  'canceled',
] as const satisfies readonly JobStatus[];
export type TerminalJobStatus = (typeof TERMINAL_JOB_STATUSES)[number];
export const isTerminal = (status: JobStatus): status is TerminalJobStatus =>
  (TERMINAL_JOB_STATUSES as readonly JobStatus[]).includes(status);

/** Kinds of jobs that callers may see; the queue holds others for its own upkeep. */
export const JOB_KEYS = [
  'run-profile',
  'run-tests',
  'run-monitors',
  'run-test-generation',
  'run-mutation-check',
] as const;
export type JobKey = (typeof JOB_KEYS)[number];

export const JOB_SOURCES = ['api', 'ui', 'scheduler', 'mcp', 'cli', 'backfill'] as const;
export type JobSource = (typeof JOB_SOURCES)[number];

export const jobParams = z.object({ job_id: idInput.describe('Id of the job') });
export const jobStatus = z.enum(JOB_STATUSES);

/** Exactly these nine keys, always present. */
export const job = z
  .strictObject({
    id,
    job_key: z.enum(JOB_KEYS),
    status: jobStatus,
    source: z.enum(JOB_SOURCES).describe('Where the job was asked for'),
    created_at: timestamp,
    claimed_at: timestamp.nullable().describe('When a worker took it'),
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable().describe('When it ended, however it ended'),
    error_message: z.string().nullable().describe('Why it ended in `error`, or who canceled it'),
  })
  .meta({ id: 'Job' });
export type Job = z.output<typeof job>;
export const jobPage = pageOf('JobPage', job);

/** The answer of every submission: exactly these two keys. */
export const submittedJob = z.strictObject({ id, created_at: timestamp }).meta({ id: 'SubmittedJob' });
export type SubmittedJob = z.output<typeof submittedJob>;

export const STEP_STATUSES = ['pending', 'running', 'completed', 'warning', 'error'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

const pieces = z.strictObject({ done: count, total: count });

export const JOB_WAIT_REASONS = ['target', 'limit', 'total', 'delay', 'turn'] as const;

const jobWait = z
  .strictObject({
    reason: z
      .enum(JOB_WAIT_REASONS)
      .describe(
        '`target`: another job of its target has not ended. `limit`, `total`: as many runs are at work as its connection, table group or project, or all together, may have. `delay`: its time has not come. `turn`: a slot of a worker is all that it needs',
      ),
    detail: z.string().describe('In words'),
    job_id: id.nullable().describe('The job in its way; with `target`'),
    ahead: count.nullable().describe('Jobs of its project that go before it; with `turn`'),
  })
  .meta({ id: 'JobWait' });

/** What the worker says, which streams tell too. */
export const jobReport = z
  .strictObject({
    job_id: id,
    status: jobStatus,
    steps: z.array(
      z.strictObject({
        key: z.string(),
        label: z.string(),
        status: z.enum(STEP_STATUSES),
        done: count.describe('Pieces finished'),
        total: count.nullable().describe('Pieces in all; null while unknown'),
        detail: z.string().nullable(),
      }),
    ),
    percent: z.number().min(0).max(100).nullable().describe('Of the whole job; null while unknown'),
    tables: pieces.nullable().describe('Tables that are done; null while the job knows of none'),
    columns: pieces
      .nullable()
      .describe('Columns that are done: of a test run those whose tests have all been answered'),
    tables_at_work: z.array(z.string()).describe('Tables that are begun and not done'),
    estimated_seconds_left: count
      .nullable()
      .describe(
        'By the pace of this attempt (rows times columns or tests), and before there is one by the median of the five newest completed runs of the same work. Null when nothing tells, when the run is late, and while nobody works on it',
      ),
    attempt: count.describe('Attempts so far, the present one included; 0 before the first'),
    max_attempts: z.int().min(1).describe('Only what may pass by itself is tried again'),
    next_attempt_at: timestamp
      .nullable()
      .describe('The job waits, and a worker may take it from then on; null when it need not wait'),
    deadline: timestamp.nullable().describe('When it must have completed; it ends in `error` then'),
    last_failure: z.string().nullable().describe('Why the attempt before this one failed'),
    started_at: timestamp.nullable(),
    updated_at: timestamp.nullable().describe('When the worker last reported, or an attempt failed'),
  })
  .meta({ id: 'JobReport' });

export const jobProgress = jobReport
  .extend({
    waiting_for: jobWait
      .nullable()
      .describe('What is in the way of a job that nobody works on; null for every other job'),
  })
  .meta({ id: 'JobProgress' });
export type JobReport = z.output<typeof jobReport>;
export type JobProgress = z.output<typeof jobProgress>;

export const jobExample: Job = {
  id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  job_key: 'run-profile',
  status: 'running',
  source: 'api',
  created_at: '2026-03-01T08:30:00.000Z',
  claimed_at: '2026-03-01T08:30:00.120Z',
  started_at: '2026-03-01T08:30:00.180Z',
  completed_at: null,
  error_message: null,
};

export const submittedJobExample: SubmittedJob = { id: jobExample.id, created_at: jobExample.created_at };

export const jobReportExample: JobReport = {
  job_id: jobExample.id,
  status: 'running',
  steps: [
    {
      key: 'data_chars',
      label: 'Refreshing data catalog',
      status: 'completed',
      done: 12,
      total: 12,
      detail: null,
    },
    {
      key: 'col_profiling',
      label: 'Profiling columns',
      status: 'running',
      done: 48,
      total: 160,
      detail: 'orders: 8 of 21 columns',
    },
  ],
  percent: 31.5,
  tables: { done: 4, total: 12 },
  columns: { done: 48, total: 160 },
  tables_at_work: ['orders', 'order_lines'],
  estimated_seconds_left: 9,
  attempt: 1,
  max_attempts: 3,
  next_attempt_at: null,
  deadline: null,
  last_failure: null,
  started_at: '2026-03-01T08:30:00.180Z',
  updated_at: '2026-03-01T08:30:04.000Z',
};

export const jobProgressExample: JobProgress = { ...jobReportExample, waiting_for: null };
