import { type Job, type JobKey, type JobProgress, type JobSource, preferredWait } from '@assay/contract';
import { findJob, type JobRecord, listJobs, requestCancel } from '@assay/jobs';
import { etagOf } from '../../http/answer-headers.ts';
import { notFound, problem } from '../../http/api-problem.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { percentDone, type StoredProgress } from './run-progress.ts';

export function createJobHandlers({
  store,
  jobEvents,
}: ServerContext): FeatureHandlers<'getJob' | 'getJobProgress' | 'cancelJob' | 'listJobs'> {
  const get = async (id: string): Promise<JobRecord> => {
    const job = await findJob(store.jobs, id);
    if (job === null) throw notFound();
    return job;
  };
  return {
    async getJob({ params, query, headers }, { signal }) {
      const preferred = preferredWait(headers.prefer);
      const waitSeconds = Math.max(query.wait, preferred ?? 0);
      if (waitSeconds > 0) await jobEvents.waitForTerminal(params.job_id, waitSeconds * 1000, signal);
      const record = await get(params.job_id);
      const body = jobToApi(record);
      return {
        body,
        headers: {
          etag: etagOf(body),
          ...(record.completedAt === null ? { retryAfterSeconds: 1 } : {}),
          ...(preferred === null ? {} : { preferenceApplied: `wait=${preferred}` }),
        },
      };
    },
    async getJobProgress({ params }) {
      return { body: progressOf(await get(params.job_id)) };
    },
    async cancelJob({ params }, { principal }) {
      const outcome = await store.transaction((tx) => requestCancel(tx, params.job_id, principal.name));
      if (outcome.outcome === 'not_found') throw notFound();
      if (outcome.outcome === 'not_allowed') {
        throw problem(
          'invalid_status_transition',
          `The job is ${outcome.status} and can no longer be canceled.`,
        );
      }
      return { body: jobToApi(outcome.job) };
    },
    async listJobs({ query }, { projectId }) {
      const { page, limit } = query;
      const filter = {
        projectId: projectId!,
        ...(query.job_key.length > 0 ? { keys: query.job_key } : {}),
        ...(query.status.length > 0 ? { statuses: query.status } : {}),
      };
      const { jobs, total } = await listJobs(store.jobs, filter, { page, limit });
      return { body: mapPage({ items: [...jobs], page, limit, total }, jobToApi) };
    },
  };
}

export const jobToApi = (job: JobRecord): Job => ({
  id: job.id,
  // Keys and sources are our own words; internal jobs, which have others, are never shown.
  job_key: job.key as JobKey,
  status: job.status,
  source: job.source as JobSource,
  created_at: job.createdAt.toISOString(),
  claimed_at: job.claimedAt?.toISOString() ?? null,
  started_at: job.startedAt?.toISOString() ?? null,
  completed_at: job.completedAt?.toISOString() ?? null,
  error_message:
    job.status === 'canceled' && job.canceledBy !== null
      ? `Canceled by ${job.canceledBy}.`
      : job.errorMessage,
});

function progressOf(job: JobRecord): JobProgress {
  const stored = (job.progress as StoredProgress | null) ?? { steps: [] };
  return {
    job_id: job.id,
    status: job.status,
    steps: stored.steps.map((step) => ({ ...step })),
    percent: job.status === 'completed' ? 100 : percentDone(stored),
    started_at: job.startedAt?.toISOString() ?? null,
    updated_at: job.progressedAt?.toISOString() ?? null,
  };
}
