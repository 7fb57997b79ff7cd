import { findJob, type JobRecord, listJobs } from '@assay/jobs';
import { mayInProject } from '../../http/access/principal.ts';
import { notFound } from '../../http/api-problem.ts';
import type { RequestContext } from '../../http/handler.ts';
import { runOutcome } from '../gates/run-outcome.ts';
import { submitRun } from '../jobs/submit-run.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { getTableGroup, tableGroupTargetKey } from '../table-groups/table-groups.service.ts';
import { findColumnProfile, listColumnProfiles, type Viewer } from './column-profiles.read.ts';
import { profilingRunRequest } from './profiling-run-request.ts';
import { readDetails, readSummaries } from './profiling-runs.read.ts';

const JOB_KEY = 'run-profile';

export function createProfilingRunHandlers(
  context: ServerContext,
): FeatureHandlers<
  'submitProfilingRun' | 'listProfilingRuns' | 'getProfilingRun' | 'listColumnProfiles' | 'getColumnProfile'
> {
  const { store } = context;
  return {
    async submitProfilingRun(input, request) {
      const tableGroup = await getTableGroup(store.db, input.params.table_group_id);
      const run = profilingRunRequest(tableGroup, { changedOnly: input.query.changed_only === true });
      return submitRun(context, request, input, run);
    },
    async listProfilingRuns({ params, query }) {
      const { page, limit, status } = query;
      const filter = {
        keys: [JOB_KEY],
        targetKeys: [tableGroupTargetKey(params.table_group_id)],
        ...(status.length > 0 ? { statuses: status } : {}),
      };
      const { jobs, total } = await listJobs(store.jobs, filter, { page, limit });
      return { body: { items: await readSummaries(store.db, jobs), page, limit, total } };
    },
    async getProfilingRun({ params, query }) {
      const job = await getJob(context, params.job_id);
      const [body] = await readSummaries(store.db, [job]);
      if (body === undefined) throw notFound();
      const wants = (part: (typeof query.include)[number]) => query.include.includes(part);
      return {
        body: {
          ...body,
          ...(wants('details') ? { details: await readDetails(store.db, job) } : {}),
          ...(wants('outcome') ? { outcome: await runOutcome(store.db, job.id) } : {}),
        },
      };
    },
    async listColumnProfiles({ params, query }, request) {
      return { body: await listColumnProfiles(store.db, params.job_id, query, viewerOf(request)) };
    },
    async getColumnProfile({ params: { job_id: runId, table, column } }, request) {
      const profile = await findColumnProfile(store.db, { runId, table, column }, viewerOf(request));
      if (profile === undefined) throw notFound();
      return { body: profile };
    },
  };
}

async function getJob({ store }: ServerContext, id: string): Promise<JobRecord> {
  const job = await findJob(store.jobs, id);
  if (job === null) throw notFound();
  return job;
}

const viewerOf = ({ principal, projectId }: RequestContext): Viewer => ({
  seesPersonalData: mayInProject(principal, 'view_pii', projectId),
});
