/** The monitors that every table group and every table gets, whatever their profiles say. */
import { NO_PARAMETERS, type TestParameters } from '@assay/checks';
import { uuidV7 } from '@assay/jobs';
import { json } from '../../store/json-column.ts';
import type { NewTestDefinition } from '../../store/tables/test-tables.ts';
import { setParameters } from '../test-definitions/stored-parameters.ts';
import type { MonitorSuite } from './monitors.store.ts';

export const SCHEMA_MONITOR = 'Schema_Drift';
export const VOLUME_MONITOR = 'Volume_Trend';
export const FRESHNESS_MONITOR = 'Freshness_Trend';
export const METRIC_MONITOR = 'Metric_Trend';

export const schemaMonitor = (suite: MonitorSuite, at: Date): NewTestDefinition =>
  newMonitor(suite, at, {
    testType: SCHEMA_MONITOR,
    table: null,
    parameters: {},
    reason: 'The monitors of a table group watch its schema.',
  });

export const volumeMonitor = (suite: MonitorSuite, at: Date, table: string): NewTestDefinition =>
  newMonitor(suite, at, {
    testType: VOLUME_MONITOR,
    table,
    parameters: { history_calculation: 'PREDICT' },
    reason: 'The monitors of a table group watch the number of rows of each table.',
  });

interface GeneratedMonitor {
  readonly testType: string;
  readonly table: string | null;
  readonly parameters: Partial<TestParameters>;
  readonly reason: string;
}

const newMonitor = (
  suite: MonitorSuite,
  at: Date,
  { testType, table, parameters, reason }: GeneratedMonitor,
): NewTestDefinition => ({
  id: uuidV7(),
  test_suite_id: suite.id,
  external_id: uuidV7(),
  test_type: testType,
  schema_name: suite.schema_name,
  table_name: table,
  parameters: json(setParameters({ ...NO_PARAMETERS, ...parameters })),
  generated_at: at,
  generation_reason: reason,
});
