import { notFound } from '../../http/api-problem.ts';
import { submitRun } from '../jobs/submit-run.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { toApi as resultToApi } from '../test-runs/test-results.handlers.ts';
import { listResults } from '../test-runs/test-results.read.ts';
import { listMonitorRuns, readMonitorRun } from './monitor-runs.read.ts';
import { getMonitors, monitorRunRequest } from './monitors.service.ts';

export function createMonitorRunHandlers(
  context: ServerContext,
): FeatureHandlers<'submitMonitorRun' | 'listMonitorRuns' | 'getMonitorRun' | 'listMonitorResults'> {
  const { store } = context;
  return {
    async submitMonitorRun(input, request) {
      const run = await monitorRunRequest(store.db, input.params.table_group_id);
      return submitRun(context, request, input, run);
    },
    async listMonitorRuns({ params, query }) {
      const suite = await getMonitors(store.db, params.table_group_id);
      return { body: await listMonitorRuns(store.db, suite.id, query.status, query) };
    },
    async getMonitorRun({ params, query }) {
      const withDetails = query.include.includes('details');
      const run = await readMonitorRun(store.db, params.job_id, { withDetails });
      if (run === undefined) throw notFound();
      return { body: run };
    },
    async listMonitorResults({ params, query }) {
      return { body: mapPage(await listResults(store.db, params.job_id, query, query), resultToApi) };
    },
  };
}
