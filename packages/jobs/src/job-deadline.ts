/** The deadline of a job in the words of error messages: in SQL for jobs that nobody holds, in TypeScript for the others. */

/** SQL of a job's row: `2026-03-01 08:30:00 UTC`. */
export const DEADLINE_TEXT = `to_char(job.deadline AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')`;

/** The same of a time. */
export const deadlineText = (deadline: Date): string =>
  `${deadline.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
