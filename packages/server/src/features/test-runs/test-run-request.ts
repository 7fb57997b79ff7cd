import type { RunRequest } from '../jobs/run-request.ts';
import { testSuiteTargetKey } from '../table-groups/table-groups.service.ts';
import { suiteArguments } from '../test-suites/suite-arguments.ts';
import type { PlacedTestSuite } from '../test-suites/test-suites.store.ts';

/** The run of all active tests of a suite. */
export const testRunRequest = (suite: PlacedTestSuite): RunRequest => ({
  key: 'run-tests',
  arguments: suiteArguments(suite),
  targetKey: testSuiteTargetKey(suite.id),
  connectionId: suite.connection_id,
  tableGroupId: suite.table_group_id,
});
