/** Wires the features: the one place that knows them all. */
import { removeAbandonedScratch } from '@assay/engine';
import { startReaper } from '@assay/jobs';
import { engineOptionsOf } from './engine-options-of.ts';
import { createCatalogHandlers } from './features/catalog/catalog.handlers.ts';
import { createConnectionHandlers } from './features/connections/connections.handlers.ts';
import { createGateHandlers } from './features/gates/gates.handlers.ts';
import { createHygieneIssueHandlers } from './features/hygiene-issues/hygiene-issues.handlers.ts';
import { createJobHandlers } from './features/jobs/jobs.handlers.ts';
import { createMetaHandlers } from './features/meta/meta.handlers.ts';
import { createMonitorHandlers } from './features/monitors/monitors.handlers.ts';
import { createMutationCheckHandlers } from './features/mutation-checks/mutation-checks.handlers.ts';
import { createCourier } from './features/notifications/courier.ts';
import { createNotificationHandlers } from './features/notifications/notifications.handlers.ts';
import { linkMaker } from './features/notifications/run-links.ts';
import { startDispatcher } from './features/notifications/start-dispatcher.ts';
import { createProfileComparisonHandlers } from './features/profile-comparison/profile-comparison.handlers.ts';
import { createProfileHistoryHandlers } from './features/profile-history/profile-history.handlers.ts';
import { createProfileReportHandlers } from './features/profile-report/profile-report.handlers.ts';
import { createProfilingRunHandlers } from './features/profiling-runs/profiling-runs.handlers.ts';
import { createProjectHandlers } from './features/projects/projects.handlers.ts';
import { createRetentionHandlers } from './features/retention/retention.handlers.ts';
import { RETENTION_JOB_KEY, startRetention } from './features/retention/start-retention.ts';
import { createScheduleHandlers } from './features/schedules/schedules.handlers.ts';
import { startSchedules } from './features/schedules/start-schedules.ts';
import { createScoreExplanationHandlers } from './features/score-explanation/score-explanation.handlers.ts';
import type { ServerContext } from './features/server-context.ts';
import { createTableGroupHandlers } from './features/table-groups/table-groups.handlers.ts';
import { createTestDefinitionHandlers } from './features/test-definitions/test-definitions.handlers.ts';
import { createTestGenerationHandlers } from './features/test-generation/test-generation.handlers.ts';
import { createTestHistoryHandlers } from './features/test-history/test-history.handlers.ts';
import { createTestNoteHandlers } from './features/test-notes/test-notes.handlers.ts';
import { createTestRunComparisonHandlers } from './features/test-run-comparison/test-run-comparison.handlers.ts';
import { createTestRunHandlers } from './features/test-runs/test-runs.handlers.ts';
import { createTestSuiteDocumentHandlers } from './features/test-suite-documents/test-suite-documents.handlers.ts';
import { createTestSuiteHandlers } from './features/test-suites/test-suites.handlers.ts';
import { createTestTrendHandlers } from './features/test-trends/test-trends.handlers.ts';
import { createTestTypeHandlers } from './features/test-types/test-types.handlers.ts';
import { createTokenHandlers } from './features/tokens/tokens.handlers.ts';
import { targetProblem } from './http/target-problem.ts';
import { countDeliveries } from './metrics/count-deliveries.ts';
import { countJobs } from './metrics/count-jobs.ts';
import type { ServerResources } from './open-resources.ts';
import type { ServerModules } from './start-server.ts';
import { createApplyRetentionJob } from './workers/apply-retention.job.ts';
import { concurrencyLimitsOf } from './workers/concurrency-limits-of.ts';
import { logJobs, type WorkerLog } from './workers/log-jobs.ts';
import { createRunMutationCheckJob } from './workers/run-mutation-check.job.ts';
import { createRunProfileJob } from './workers/run-profile.job.ts';
import { createRunTestGenerationJob } from './workers/run-test-generation.job.ts';
import { createRunTestsJob } from './workers/run-tests.job.ts';

export function composeFeatures(resources: ServerResources): ServerModules {
  const { config, version, store, secrets, events, metrics } = resources;
  const context: ServerContext = {
    store,
    secrets,
    engine: engineOptionsOf(config),
    jobEvents: events,
    environment: config.secretEnvironment,
    metrics,
    limits: concurrencyLimitsOf(config),
  };
  const policy = { allowedHosts: config.allowedWebhookHosts };
  const settings = { policy, smtp: config.smtp, secrets, userAgent: `assay/${version}` };
  const courier = countDeliveries(createCourier(settings), metrics);
  /** Workers do it by themselves. */
  const reapJobs = async (log: WorkerLog) => {
    const listeners = [logJobs(log), countJobs(metrics)];
    return startReaper({ database: store.jobs, listeners }).stop;
  };
  return {
    handlers: {
      ...createMetaHandlers(version),
      ...createProjectHandlers(context),
      ...createRetentionHandlers(context),
      ...createConnectionHandlers(context),
      ...createTableGroupHandlers(context),
      ...createCatalogHandlers(context),
      ...createProfilingRunHandlers(context),
      ...createProfileReportHandlers(context),
      ...createProfileComparisonHandlers(context),
      ...createProfileHistoryHandlers(context),
      ...createHygieneIssueHandlers(context),
      ...createScoreExplanationHandlers(context),
      ...createTestSuiteHandlers(context),
      ...createTestSuiteDocumentHandlers(context, version),
      ...createTestGenerationHandlers(context),
      ...createTestDefinitionHandlers(context),
      ...createTestNoteHandlers(context),
      ...createTestTypeHandlers(context),
      ...createTestTrendHandlers(context),
      ...createTestRunHandlers(context),
      ...createTestRunComparisonHandlers(context),
      ...createTestHistoryHandlers(context),
      ...createMutationCheckHandlers(context),
      ...createMonitorHandlers(context),
      ...createGateHandlers(context),
      ...createJobHandlers(context),
      ...createNotificationHandlers({ store, secrets, policy, sendsEmail: config.smtp !== null }, courier),
      ...createScheduleHandlers(context),
      ...createTokenHandlers(context),
    },
    jobHandlers: {
      'run-profile': createRunProfileJob(context),
      'run-tests': createRunTestsJob(context),
      // The same work, on the hidden suite of a table group.
      'run-monitors': createRunTestsJob(context),
      'run-test-generation': createRunTestGenerationJob(context),
      'run-mutation-check': createRunMutationCheckJob(context),
      [RETENTION_JOB_KEY]: createApplyRetentionJob(context),
    },
    translateError: targetProblem,
    background: [
      (log) => startSchedules(store, log),
      (log) => startRetention({ store, onError: (error) => log.error({ err: error }, 'retention') }),
      ...(config.workerSlots > 0 ? [] : [reapJobs]),
      async (log) => {
        const onError = (error: unknown) => log.error({ err: error }, 'notifications');
        const link = linkMaker(config.publicUrl);
        const dispatcher = await startDispatcher({ store, courier, link, onError });
        return dispatcher.stop;
      },
    ],
    // What a killed process left behind: spill and pulled copies of tables.
    prepare: async () => {
      await removeAbandonedScratch(context.engine.scratchDirectory);
    },
  };
}
