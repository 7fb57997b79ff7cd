/** One table over its monitor runs, ready for drawing. */
import { TEST_STATUSES } from '@assay/checks';
import { z } from 'zod';
import { disposition } from './disposition.ts';
import { id, timestamp } from './scalars.ts';
import { schemaFacts } from './schema-facts.ts';
import { tableGroupParams } from './table-group.ts';

export const monitoredTableParams = tableGroupParams.extend({
  table: z.string().describe('Name of the table'),
});

const pointOfRun = {
  test_result_id: id,
  run_id: id,
  at: timestamp.describe('When the run started'),
  status: z.enum(TEST_STATUSES),
  anomaly: z.boolean().describe('It failed or warns, and nobody dismissed it'),
  learning: z.boolean().describe('There was nothing to hold it against yet'),
  disposition,
  message: z.string(),
};

const measuredPoint = z
  .strictObject({
    ...pointOfRun,
    value: z
      .number()
      .nullable()
      .describe('Rows, the metric, or minutes since the last update; null when nothing was measured'),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
  })
  .meta({ id: 'MonitorPoint' });

const forecastPoint = z
  .strictObject({ at: timestamp, expected: z.number(), lower: z.number(), upper: z.number() })
  .meta({ id: 'ForecastPoint' });

const measuredSeries = z
  .strictObject({
    test_definition_id: id,
    kind: z.enum(['freshness', 'volume', 'metric']),
    name: z.string().nullable().describe('Of the metric; null for the others'),
    points: z.array(measuredPoint).describe('Oldest first'),
    forecast: z
      .array(forecastPoint)
      .describe(
        'Where the next runs would have to lie; empty for bounds that are not predicted, and while learning',
      ),
  })
  .meta({ id: 'MonitorSeries' });

const schemaPoint = z.strictObject({ ...pointOfRun, facts: schemaFacts }).meta({ id: 'SchemaPoint' });

export const monitorSeries = z
  .strictObject({
    table: z.string(),
    series: z.array(measuredSeries).describe('Freshness, volume, then metrics by name'),
    schema: z.array(schemaPoint).describe('Oldest first'),
  })
  .meta({ id: 'TableMonitorSeries' });
export type MonitorSeries = z.output<typeof monitorSeries>;

const point = {
  test_result_id: '019c9f71-7171-7aaa-8bbb-6c1d2e3f4a5b',
  run_id: '019c9f61-6161-7aaa-8bbb-5c1d2e3f4a5b',
  at: '2026-03-01T06:00:00.050Z',
  anomaly: false,
  learning: false,
  disposition: null,
};
export const monitorSeriesExample: MonitorSeries = {
  table: 'orders',
  series: [
    {
      test_definition_id: '019c9f51-5151-7aaa-8bbb-4c1d2e3f4a5b',
      kind: 'volume',
      name: null,
      points: [
        {
          ...point,
          status: 'Passed',
          message: 'Row count: 1420, Lower Bound: 1365, Upper Bound: 1435',
          value: 1420,
          lower: 1365,
          upper: 1435,
        },
      ],
      forecast: [{ at: '2026-03-02T06:00:00.050Z', expected: 1430, lower: 1395, upper: 1465 }],
    },
  ],
  schema: [
    {
      ...point,
      test_result_id: '019c9f72-7272-7aaa-8bbb-6c1d2e3f4a5b',
      status: 'Failed',
      anomaly: true,
      message: 'Schema changes: 1, Columns added: 1 (channel)',
      facts: {
        kind: 'schema',
        since: '2026-02-28T06:00:00.050Z',
        state: 'modified',
        columns_added: 1,
        columns_dropped: 0,
        columns_changed: 0,
        signal: 'M|1|0|0|2026-02-28T06:00:00.050Z',
        changes: [{ kind: 'column_added', column: 'channel', before: null, after: 'text', because: null }],
        changes_left_out: 0,
      },
    },
  ],
};
