/** What the job engine tells, at the level that it deserves: one line for each end of a job. */
import { TargetError } from '@assay/engine';
import { JobAbortedError, type JobEngineListener, type JobRecord } from '@assay/jobs';
import { JobFailedError } from './job-error.ts';

/** Where it is written: the part of a pino logger that is used. */
export interface WorkerLog {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export function logJobs(log: WorkerLog): JobEngineListener {
  return (name, detail) => {
    const facts = 'job' in detail ? factsOf(detail.job) : {};
    const error = 'error' in detail ? detail.error : undefined;
    if (name === 'job_claimed') log.debug(facts, 'job claimed');
    else if (name === 'job_ended' && 'job' in detail)
      log.info({ ...facts, ...timesOf(detail.job) }, 'job ended');
    else if (name === 'attempt_ended' && 'outcome' in detail) {
      const { outcome } = detail;
      if (error === undefined) log.debug({ ...facts, outcome }, 'attempt ended');
      // Somebody wanted it so, or the failure is told to the user in full: neither is trouble of ours.
      else if (isExpected(error)) log.info({ ...facts, outcome, ...reasonOf(error) }, 'attempt ended');
      else log.error({ ...facts, outcome, err: error }, 'attempt failed');
    } else if (error === undefined) log.info({ event: name, ...facts }, 'job engine');
    else log.error({ event: name, ...facts, err: error }, 'job engine');
  };
}

const factsOf = ({ id, projectId, key, status, attempt }: JobRecord) => ({
  job: id,
  ...(projectId === null ? {} : { project: projectId }),
  key,
  status,
  attempt,
});

/** Milliseconds: from submission to the first claim, from the first start to the end. */
const timesOf = ({ createdAt, claimedAt, startedAt, completedAt }: JobRecord) => ({
  queueMs: between(createdAt, claimedAt),
  runMs: between(startedAt, completedAt),
});

const between = (from: Date | null, to: Date | null): number | null =>
  from === null || to === null ? null : to.getTime() - from.getTime();

const isExpected = (error: unknown): boolean =>
  error instanceof JobAbortedError || error instanceof JobFailedError;

/** The text stays with the job, where access is checked: it quotes the user's database. */
function reasonOf(error: unknown): { readonly reason: string } {
  if (error instanceof JobAbortedError) return { reason: error.kind };
  const cause = error instanceof Error ? error.cause : undefined;
  return {
    reason: cause instanceof TargetError ? `target ${cause.kind}` : 'see the error_message of the job',
  };
}
