/** The log of a job: what was done for it, in lines for people. */
import { z } from 'zod';
import { pageOf } from './page.ts';
import { cell, count, timestamp } from './scalars.ts';

export const JOB_LOG_LEVELS = ['info', 'warning', 'error'] as const;
export type JobLogLevel = (typeof JOB_LOG_LEVELS)[number];

export const jobLogLine = z
  .strictObject({
    line: z.int().min(1).describe('From 1, without gaps'),
    at: timestamp,
    level: z.enum(JOB_LOG_LEVELS),
    attempt: count.describe('The attempt at the job that it is about; 0 = before the first one'),
    message: z.string(),
    facts: z.record(z.string(), cell).describe('Names and numbers that belong to the line'),
  })
  .meta({ id: 'JobLogLine' });
export type JobLogLine = z.output<typeof jobLogLine>;
export const jobLogPage = pageOf('JobLogPage', jobLogLine);

export const jobLogExamples: JobLogLine[] = [
  {
    line: 1,
    at: '2026-03-01T08:30:00.400Z',
    level: 'info',
    attempt: 1,
    message: '12 tables with 160 columns are to be profiled.',
    facts: { tables: 12, columns: 160 },
  },
  {
    line: 2,
    at: '2026-03-01T08:30:03.120Z',
    level: 'info',
    attempt: 1,
    message: 'orders: 21 columns of 48210 rows, read by pull in 2.7 s.',
    facts: { table: 'orders', columns: 21, rows: 48_210, strategy: 'pull', duration_ms: 2_705 },
  },
];
