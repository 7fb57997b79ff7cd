import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import {
  monitors,
  monitorsChange,
  monitorsExample,
  newMonitorDefinition,
  newMonitors,
} from '../schemas/monitors.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { booleanQuery, textQuery } from '../schemas/query-values.ts';
import { tableGroupParams } from '../schemas/table-group.ts';
import { testDefinition, testDefinitionExample, testDefinitionPage } from '../schemas/test-definition.ts';

const view = { permission: 'view', of: 'table_group', param: 'table_group_id' } as const;
const edit = { permission: 'edit', of: 'table_group', param: 'table_group_id' } as const;

const metricExample = {
  test_type: 'Metric_Trend',
  table_name: 'orders',
  column_name: 'average_order',
  custom_query: 'AVG(total)',
  history_calculation: 'PREDICT',
};
const volumeExample = {
  ...testDefinitionExample,
  test_type: 'Volume_Trend',
  table_name: 'orders',
  column_name: null,
  threshold_value: null,
  history_calculation: 'PREDICT',
  generation_reason: 'The monitors of a table group watch the number of rows of each table.',
  profiling_run_id: null,
};

export const createMonitors = defineOperation({
  id: 'createMonitors',
  method: 'POST',
  path: '/table-groups/{table_group_id}/monitors',
  tag: 'Monitors',
  summary: 'Start to monitor a table group',
  description:
    'Watches the schema of the group and the number of rows of each table at once, and the freshness of tables once they are profiled. Nothing runs yet: submit monitor runs, or schedule them.',
  access: edit,
  params: tableGroupParams,
  body: newMonitors,
  success: { status: 201, description: 'The settings of the monitors.', schema: monitors },
  errors: ['already_exists'],
  examples: { body: { monitor_lookback: 14 }, response: monitorsExample },
});

export const getMonitors = defineOperation({
  id: 'getMonitors',
  method: 'GET',
  path: '/table-groups/{table_group_id}/monitors',
  tag: 'Monitors',
  summary: 'Get the settings of the monitors',
  description: 'A table group without monitors has none: 404.',
  access: view,
  params: tableGroupParams,
  success: { status: 200, description: 'The settings.', schema: monitors },
  examples: { response: monitorsExample },
});

export const updateMonitors = defineOperation({
  id: 'updateMonitors',
  method: 'PATCH',
  path: '/table-groups/{table_group_id}/monitors',
  tag: 'Monitors',
  summary: 'Change the settings of the monitors',
  description:
    'Changes what is named and keeps the rest. A back-test of all monitors shows what other settings of prediction would have said.',
  access: edit,
  params: tableGroupParams,
  body: monitorsChange,
  success: { status: 200, description: 'The settings as they are now.', schema: monitors },
  examples: {
    body: { predict_sensitivity: 'high' },
    response: { ...monitorsExample, predict_sensitivity: 'high' },
  },
});

export const deleteMonitors = defineOperation({
  id: 'deleteMonitors',
  method: 'DELETE',
  path: '/table-groups/{table_group_id}/monitors',
  tag: 'Monitors',
  summary: 'Stop to monitor a table group',
  description: 'Deletes all monitors and their runs. Refused while one of their runs has not ended.',
  access: edit,
  params: tableGroupParams,
  success: { status: 204, description: 'They are gone.', schema: null },
  errors: ['in_use'],
  examples: {},
});

export const listMonitorDefinitions = defineOperation({
  id: 'listMonitorDefinitions',
  method: 'GET',
  path: '/table-groups/{table_group_id}/monitors/definitions',
  tag: 'Monitors',
  summary: 'List monitors',
  description:
    'The tests that watch the group, by table, metric and type. One of them is read, changed, back-tested and deleted as every test definition is; a generated one that is deleted comes back with the next run, so switch it off instead.',
  access: view,
  params: tableGroupParams,
  query: z.object({
    table: textQuery('Only monitors of this table'),
    test_type: textQuery('Only monitors of this type'),
    active: booleanQuery('Only active monitors, or only inactive ones'),
    ...pageQuery(),
  }),
  success: { status: 200, description: 'A page of test definitions.', schema: testDefinitionPage },
  examples: { response: wholePage([volumeExample]) },
});

export const createMonitorDefinition = defineOperation({
  id: 'createMonitorDefinition',
  method: 'POST',
  path: '/table-groups/{table_group_id}/monitors/definitions',
  tag: 'Monitors',
  summary: 'Add a monitor',
  description:
    'A metric of your own (`Metric_Trend`), or a volume or freshness monitor made by hand. A metric is locked unless you say otherwise. SQL is tried as when a test definition is created.',
  access: edit,
  params: tableGroupParams,
  query: z.object({
    validate: booleanQuery('`false` keeps SQL without asking the target, which may be out of reach'),
  }),
  body: newMonitorDefinition,
  success: { status: 201, description: 'The new monitor.', schema: testDefinition },
  errors: ['target_error'],
  examples: {
    body: metricExample,
    response: {
      ...volumeExample,
      ...metricExample,
      lock_refresh: true,
      generation_reason: null,
      last_auto_gen_date: null,
      last_manual_update: '2026-03-01T09:10:00.000Z',
    },
  },
});
