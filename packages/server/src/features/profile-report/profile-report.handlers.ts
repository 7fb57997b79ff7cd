import { getCompletedRun } from '../completed-runs.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { readReport } from './profile-report.read.ts';
import { renderReport } from './render-report.ts';
import { REPORT_POLICY } from './report-style.ts';

export function createProfileReportHandlers(context: ServerContext): FeatureHandlers<'getProfileReport'> {
  return {
    async getProfileReport({ params }, request) {
      const run = await getCompletedRun(context.store.db, params.job_id);
      const body = renderReport(await readReport(context, run, request));
      return { body, headers: { contentSecurityPolicy: `${REPORT_POLICY}; frame-ancestors 'none'` } };
    },
  };
}
