import { preferredWait } from '@assay/contract';
import {
  findJobs,
  findJobWait,
  isTerminal,
  type JobRecord,
  listJobs,
  readTogether,
  requestCancel,
} from '@assay/jobs';
import { etagOf } from '../../http/answer-headers.ts';
import { notFound, problem } from '../../http/api-problem.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { followJob } from './follow-job.ts';
import { readLogPage } from './job-log.read.ts';
import { jobToApi, logLineToApi, reportToApi } from './job-to-api.ts';
import { createJobWatches } from './job-watches.ts';
import { hasSeenEnd, readPosition } from './stream-position.ts';
import { waitToApi } from './wait-to-api.ts';

/** A stream is cut after so long and goes on with the next request, which checks the caller's access anew. */
const LONGEST_STREAM_MS = 600_000;

export function createJobHandlers({
  store,
  jobEvents,
  limits,
}: ServerContext): FeatureHandlers<
  'getJob' | 'getJobProgress' | 'getJobEvents' | 'listJobLog' | 'cancelJob' | 'listJobs'
> {
  const watches = createJobWatches(store, jobEvents);
  // Everybody who waits for a job asks for it in the same moment: when it has ended.
  const find = readTogether((ids) => findJobs(store.jobs, ids));
  const get = async (id: string): Promise<JobRecord> => {
    const job = await find(id);
    if (job === undefined) throw notFound();
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
      const job = await get(params.job_id);
      // Clients ask again and again while it runs, and a job that somebody holds or that has ended waits for nothing.
      const mayWait = job.leaseUntil === null && !isTerminal(job.status);
      const wait = mayWait ? await findJobWait(store.jobs, job.id, limits) : null;
      return { body: { ...reportToApi(job), waiting_for: wait && waitToApi(wait) } };
    },
    async getJobEvents({ params, headers }, { signal }) {
      const position = readPosition(headers['last-event-id']);
      if (hasSeenEnd(position)) return { body: null };
      const until = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_STREAM_MS)]);
      return { body: followJob(watches, params.job_id, position, until) };
    },
    async listJobLog({ params, query }) {
      const { page, limit, level: levels, since } = query;
      const filter = { levels, since: since === undefined ? null : new Date(since) };
      const lines = await readLogPage(store.db, params.job_id, filter, { page, limit });
      return { body: mapPage(lines, logLineToApi) };
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
