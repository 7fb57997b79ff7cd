import type { MonitorKind } from '@assay/contract';
import { FRESHNESS_MONITOR, METRIC_MONITOR, SCHEMA_MONITOR, VOLUME_MONITOR } from './new-monitors.ts';

/** Kinds by test type: what dashboards and summaries count by. */
export const KIND_OF_TYPE: ReadonlyMap<string, MonitorKind> = new Map([
  [FRESHNESS_MONITOR, 'freshness'],
  [VOLUME_MONITOR, 'volume'],
  [SCHEMA_MONITOR, 'schema'],
  [METRIC_MONITOR, 'metric'],
]);

export const NO_ANOMALIES: Readonly<Record<MonitorKind, number>> = {
  freshness: 0,
  volume: 0,
  schema: 0,
  metric: 0,
};
