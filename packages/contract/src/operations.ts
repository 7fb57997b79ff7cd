/** Every operation of the API by its id. Adding a file to operations/ means adding its line here. */
import type { Operation } from './operation.ts';
import * as connectionTargets from './operations/connection-targets.ts';
import * as connections from './operations/connections.ts';
import * as health from './operations/health.ts';
import * as hygieneIssues from './operations/hygiene-issues.ts';
import * as jobs from './operations/jobs.ts';
import * as profileComparison from './operations/profile-comparison.ts';
import * as profileHistory from './operations/profile-history.ts';
import * as profileReport from './operations/profile-report.ts';
import * as profilingRuns from './operations/profiling-runs.ts';
import * as projects from './operations/projects.ts';
import * as tableGroups from './operations/table-groups.ts';
import * as testDefinitions from './operations/test-definitions.ts';
import * as testRuns from './operations/test-runs.ts';
import * as testSuites from './operations/test-suites.ts';
import * as tokens from './operations/tokens.ts';

export const OPERATIONS = {
  ...health,
  ...projects,
  ...connections,
  ...connectionTargets,
  ...tableGroups,
  ...profilingRuns,
  ...profileReport,
  ...profileComparison,
  ...profileHistory,
  ...hygieneIssues,
  ...testSuites,
  ...testDefinitions,
  ...testRuns,
  ...jobs,
  ...tokens,
} satisfies Readonly<Record<string, Operation>>;

export type Operations = typeof OPERATIONS;
export type OperationId = keyof Operations;

/** The same operations as a list, for whoever loops over them (routes, documents, commands). */
export const OPERATION_LIST: readonly Operation[] = Object.values(OPERATIONS);
