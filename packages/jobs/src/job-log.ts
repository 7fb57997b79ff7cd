/** The log of a job: what was done for it, in lines for people. */
import { type Bind, CLOCK } from './statement.ts';

export const JOB_LOG_LEVELS = ['info', 'warning', 'error'] as const;
export type JobLogLevel = (typeof JOB_LOG_LEVELS)[number];

/** Numbers and names that belong to a line. Never secrets, never values of users' rows. */
export type JobLogFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface NewLogLine {
  readonly level: JobLogLevel;
  readonly message: string;
  readonly facts: JobLogFacts;
  /** How long ago it was logged. */
  readonly ageMs: number;
}

/** Lines that are kept of one job; the last of them says that there were more. */
export const JOB_LOG_LIMIT = 2_000;
const LIMIT_REACHED = 'The log is full: what happened after this is not in it.';

/** The lines as an INSERT from `source`, which gives job_id, line, at, level, attempt, message and facts. */
export const insertLinesSql = (source: string): string => `INSERT INTO job_log
    (job_id, line, at, level, attempt, message, facts)
  SELECT job_id, line, at, CASE WHEN line = ${JOB_LOG_LIMIT} THEN 'warning' ELSE level END, attempt,
         CASE WHEN line = ${JOB_LOG_LIMIT} THEN '${LIMIT_REACHED}' ELSE message END,
         CASE WHEN line = ${JOB_LOG_LIMIT} THEN '{}'::jsonb ELSE facts END
    FROM (${source}) AS source WHERE line <= ${JOB_LOG_LIMIT}`;

/** Lines that were logged one after the other, as rows (position, level, message, facts, age_ms). */
export const linesAsRows = (bind: Bind, lines: readonly NewLogLine[]): string =>
  `(SELECT position::integer, entry ->> 'level' AS level, entry ->> 'message' AS message, entry -> 'facts' AS facts,
           ${CLOCK} - (entry ->> 'ageMs')::double precision * interval '1 millisecond' AS at
      FROM jsonb_array_elements(${bind(lines, 'json')}) WITH ORDINALITY AS entries (entry, position))`;
