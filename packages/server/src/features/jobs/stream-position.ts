/**
 * Where a reader of a job's stream stands. Made of stored facts alone, so that any server can go on where another one
 * left off; every part only grows. See docs/decisions/0022.
 */
import { isTerminal, type JobRecord, type JobStatus } from '@assay/jobs';

export interface StreamPosition {
  /** Stages of the job that were told; 0 = none. */
  readonly stage: number;
  /** Lines of the log that were told. */
  readonly line: number;
  /** When the newest progress that was told was reported, in milliseconds since the epoch; 0 = none was. */
  readonly progressedAt: number;
}

const START: StreamPosition = { stage: 0, line: 0, progressedAt: 0 };
/** The job has ended, and `end` was told. */
export const END_STAGE = 6;

/** Reads what `writePosition` wrote and the contract has checked; without it, the beginning. */
export function readPosition(id: string | undefined): StreamPosition {
  if (id === undefined) return START;
  const [stage = 0, line = 0, progressedAt = 0] = id.split('-').map(Number);
  return { stage, line, progressedAt };
}

export const writePosition = ({ stage, line, progressedAt }: StreamPosition): string =>
  `${stage}-${line}-${progressedAt}`;

export const hasSeenEnd = ({ stage }: StreamPosition): boolean => stage === END_STAGE;

export interface ReachedStage {
  readonly stage: number;
  readonly status: JobStatus;
  /** Null where the time is not kept. */
  readonly at: Date | null;
}

/** The statuses that a job has had, in order. A later status never adds one before those that are listed already. */
export function reachedStages(job: JobRecord): ReachedStage[] {
  const { status, claimedAt, startedAt, completedAt } = job;
  const wasAskedToStop = status === 'cancel_requested' || status === 'canceled';
  return [
    { stage: 1, status: 'pending', at: job.createdAt },
    ...(claimedAt ? [{ stage: 2, status: 'claimed' as const, at: claimedAt }] : []),
    ...(startedAt ? [{ stage: 3, status: 'running' as const, at: startedAt }] : []),
    ...(wasAskedToStop ? [{ stage: 4, status: 'cancel_requested' as const, at: null }] : []),
    ...(isTerminal(status) ? [{ stage: 5, status, at: completedAt }] : []),
  ];
}
