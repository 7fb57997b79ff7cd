/** What a pipeline reads first. The table is in README.md; a number never changes its meaning. */
import { ApiError, JobWaitTimeoutError, type RunOutcome } from '@assay/contract';
import { UsageError } from '../usage-error.ts';

export const EXIT_CODES = {
  passed: 0,
  /** The data break the gate. */
  failed: 1,
  /** Called wrongly: an unknown option, an id that is not there, a token that is not valid. */
  usage: 2,
  /** Nobody can tell: tests could not run, the run or the server failed. */
  error: 3,
  canceled: 4,
  /** The time was up first; the run goes on. */
  timeout: 5,
} as const;

export const exitCodeOf = (outcome: RunOutcome['outcome']): number => EXIT_CODES[outcome];

const FIRST_SERVER_ERROR = 500;

/** Of a command that could not learn the verdict. */
export function exitCodeOfFailure(error: unknown): number {
  if (error instanceof UsageError) return EXIT_CODES.usage;
  if (error instanceof JobWaitTimeoutError) return EXIT_CODES.timeout;
  const isRefused = error instanceof ApiError && error.status < FIRST_SERVER_ERROR && error.status !== 429;
  return isRefused ? EXIT_CODES.usage : EXIT_CODES.error;
}
