/** How long an attempt may take, and what is said when that was not enough. */
import { deadlineText } from './job-deadline.ts';

/** Which limit stopped an attempt. */
export type TimeLimit =
  | { readonly kind: 'timed_out'; readonly timeoutMs: number }
  | { readonly kind: 'deadline_passed'; readonly deadline: Date };

/** What users read when nobody says more. */
export const describeTimeLimit = (limit: TimeLimit): string =>
  limit.kind === 'timed_out'
    ? `The job took longer than its time-out of ${inWords(limit.timeoutMs)} and was stopped.`
    : `The deadline of the job passed, ${deadlineText(limit.deadline)}, before it had completed; it was stopped.`;

const UNITS = [
  { ms: 3_600_000, name: 'hour' },
  { ms: 60_000, name: 'minute' },
  { ms: 1_000, name: 'second' },
] as const;

/** In the largest unit of which it is a whole number: `6 hours`, `90 minutes`, `1 second`. */
function inWords(ms: number): string {
  const unit = UNITS.find((candidate) => ms % candidate.ms === 0);
  if (unit === undefined) return `${ms / 1000} seconds`;
  return `${ms / unit.ms} ${unit.name}${ms === unit.ms ? '' : 's'}`;
}
