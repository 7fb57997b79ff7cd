/** Every operation of the API by its id. Adding a file to operations/ means adding its line here. */
import type { Operation } from './operation.ts';
import * as connectionTargets from './operations/connection-targets.ts';
import * as connections from './operations/connections.ts';
import * as deliveries from './operations/deliveries.ts';
import * as gates from './operations/gates.ts';
import * as generationPreview from './operations/generation-preview.ts';
import * as health from './operations/health.ts';
import * as hygieneIssues from './operations/hygiene-issues.ts';
import * as jobs from './operations/jobs.ts';
import * as monitorRuns from './operations/monitor-runs.ts';
import * as monitoredTables from './operations/monitored-tables.ts';
import * as monitors from './operations/monitors.ts';
import * as mutationChecks from './operations/mutation-checks.ts';
import * as notifications from './operations/notifications.ts';
import * as profileComparison from './operations/profile-comparison.ts';
import * as profileHistory from './operations/profile-history.ts';
import * as profileReport from './operations/profile-report.ts';
import * as profilingRuns from './operations/profiling-runs.ts';
import * as projects from './operations/projects.ts';
import * as retention from './operations/retention.ts';
import * as schedules from './operations/schedules.ts';
import * as schemaChanges from './operations/schema-changes.ts';
import * as scoreExplanation from './operations/score-explanation.ts';
import * as tableGroups from './operations/table-groups.ts';
import * as testDefinitions from './operations/test-definitions.ts';
import * as testHistory from './operations/test-history.ts';
import * as testNotes from './operations/test-notes.ts';
import * as testRunComparison from './operations/test-run-comparison.ts';
import * as testRuns from './operations/test-runs.ts';
import * as testSuiteDocuments from './operations/test-suite-documents.ts';
import * as testSuites from './operations/test-suites.ts';
import * as testTrends from './operations/test-trends.ts';
import * as tokens from './operations/tokens.ts';

export const OPERATIONS = {
  ...health,
  ...projects,
  ...retention,
  ...connections,
  ...connectionTargets,
  ...tableGroups,
  ...schemaChanges,
  ...scoreExplanation,
  ...profilingRuns,
  ...profileReport,
  ...profileComparison,
  ...profileHistory,
  ...hygieneIssues,
  ...testSuites,
  ...generationPreview,
  ...testSuiteDocuments,
  ...testDefinitions,
  ...testNotes,
  ...testHistory,
  ...testRuns,
  ...testRunComparison,
  ...mutationChecks,
  ...monitors,
  ...monitorRuns,
  ...gates,
  ...monitoredTables,
  ...jobs,
  ...schedules,
  ...testTrends,
  ...notifications,
  ...deliveries,
  ...tokens,
} satisfies Readonly<Record<string, Operation>>;

export type Operations = typeof OPERATIONS;
export type OperationId = keyof Operations;

/** The same operations as a list, for whoever loops over them (routes, documents, commands). */
export const OPERATION_LIST: readonly Operation[] = Object.values(OPERATIONS);
