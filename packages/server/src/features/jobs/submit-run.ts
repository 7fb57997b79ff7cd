/** What every route that submits a run does: one pending job, the promises of the 202, and the wait. */
import { type DedupePolicy, preferredWait, type SubmittedJob } from '@assay/contract';
import { type JobRecord, type JobSpec, type Submission, submitJob } from '@assay/jobs';
import { jobAddress } from '../../http/answer-headers.ts';
import { ApiProblem, problem } from '../../http/api-problem.ts';
import type { Answer, RequestContext } from '../../http/handler.ts';
import type { StoreTransaction } from '../../store/store.ts';
import type { ServerContext } from '../server-context.ts';
import { type FiringArguments, fingerprintOf, jobSpecOf, type RunRequest } from './run-request.ts';

export interface SubmissionInput {
  readonly query: {
    readonly wait: number;
    readonly dedupe: DedupePolicy;
    /** ISO 8601, UTC. */
    readonly deadline?: string | undefined;
  };
  readonly headers: {
    readonly 'idempotency-key'?: string | undefined;
    readonly prefer?: string | undefined;
  };
}

export interface SubmissionExtras {
  /** The schedule that is fired by hand. */
  readonly firing?: FiringArguments;
  /** Writes more in the transaction of a new job. */
  readonly alongWith?: (tx: StoreTransaction, job: JobRecord) => Promise<void>;
}

/** A good time to ask again: short runs are over by then. */
const RETRY_AFTER_SECONDS = 1;

/** Commits the job before it answers; with `wait` the answer comes when the job has ended or the time is over. */
export async function submitRun(
  { store, jobEvents }: ServerContext,
  request: RequestContext,
  input: SubmissionInput,
  run: RunRequest,
  extras: SubmissionExtras = {},
): Promise<Answer<SubmittedJob>> {
  const { outcome, job } = await store.transaction(async (tx) => {
    const submission = await submitJob(tx, specOf(request, input, run, extras.firing));
    if (submission.outcome === 'created') await extras.alongWith?.(tx, submission.job);
    return submission;
  });
  refuse(outcome, job);
  const preferred = preferredWait(input.headers.prefer);
  const waitSeconds = Math.max(input.query.wait, preferred ?? 0);
  if (waitSeconds > 0) await jobEvents.waitForTerminal(job.id, waitSeconds * 1000, request.signal);
  return {
    body: { id: job.id, created_at: job.createdAt.toISOString() },
    headers: {
      location: jobAddress(job.id),
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      ...(preferred === null ? {} : { preferenceApplied: `wait=${preferred}` }),
    },
  };
}

/** Throws for the outcomes that come without a job for the caller. */
function refuse(outcome: Submission['outcome'], { id, key, status }: JobRecord): void {
  if (outcome === 'idempotency_key_reused') {
    throw problem(
      'idempotency_key_reused',
      `This Idempotency-Key stands for another request, which made job ${id}. Use a new key.`,
    );
  }
  if (outcome === 'target_busy') {
    const detail = `Job ${id} (${key}, ${status}) of this target has not ended. Wait for it, cancel it, or submit with another dedupe.`;
    throw new ApiProblem([{ code: 'target_busy', detail, job_id: id }]);
  }
}

function specOf(
  { projectId, traceParent }: RequestContext,
  { query, headers }: SubmissionInput,
  run: RunRequest,
  firing: FiringArguments | undefined,
): JobSpec {
  const origin = { projectId, source: 'api', traceParent, ...(firing && { firing }) } as const;
  const spec: JobSpec = {
    ...jobSpecOf(run, origin),
    whenBusy: query.dedupe,
    deadline: query.deadline === undefined ? null : new Date(query.deadline),
  };
  const key = headers['idempotency-key'];
  return key === undefined ? spec : { ...spec, idempotency: { key, fingerprint: fingerprintOf(run) } };
}
