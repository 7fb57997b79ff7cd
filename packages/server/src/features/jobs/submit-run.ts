/** What every route that submits a run does: one pending job, the promises of the 202, and the wait. */
import { createHash } from 'node:crypto';
import { type JobKey, preferredWait, type SubmittedJob } from '@assay/contract';
import { type JobSpec, submitJob } from '@assay/jobs';
import { jobAddress } from '../../http/answer-headers.ts';
import { problem } from '../../http/api-problem.ts';
import type { Answer, RequestContext } from '../../http/handler.ts';
import type { ServerContext } from '../server-context.ts';

export interface RunRequest {
  readonly key: JobKey;
  /** Ids of what the run is about; summaries show them while the run is pending. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** One run at a time of what this names. */
  readonly targetKey: string;
  /** Runs on one connection share its limit. */
  readonly connectionId: string;
}

export interface SubmissionInput {
  readonly query: { readonly wait: number };
  readonly headers: {
    readonly 'idempotency-key'?: string | undefined;
    readonly prefer?: string | undefined;
  };
}

/** A good time to ask again: short runs are over by then. */
const RETRY_AFTER_SECONDS = 1;

/** Commits the job before it answers; with `wait` the answer comes when the job has ended or the time is over. */
export async function submitRun(
  { store, jobEvents }: ServerContext,
  request: RequestContext,
  input: SubmissionInput,
  run: RunRequest,
): Promise<Answer<SubmittedJob>> {
  const { outcome, job } = await store.transaction((tx) => submitJob(tx, specOf(request, input, run)));
  if (outcome === 'idempotency_key_reused') {
    throw problem(
      'idempotency_key_reused',
      `This Idempotency-Key stands for another request, which made job ${job.id}. Use a new key.`,
    );
  }
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

function specOf(request: RequestContext, input: SubmissionInput, run: RunRequest): JobSpec {
  const spec: JobSpec = {
    key: run.key,
    source: 'api',
    projectId: request.projectId,
    arguments: run.arguments,
    targetKey: run.targetKey,
    concurrencyKey: run.connectionId,
  };
  const key = input.headers['idempotency-key'];
  return key === undefined ? spec : { ...spec, idempotency: { key, fingerprint: fingerprintOf(run) } };
}

/** Two submissions are the same request when they would do the same work. */
function fingerprintOf(run: RunRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([run.key, run.arguments]))
    .digest('base64url');
}
