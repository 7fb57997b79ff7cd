import type { NewMonitorDefinition } from '@assay/contract';
import type { ServerContext } from '../server-context.ts';
import { addDefinition, type Trial } from '../test-definitions/test-definitions.service.ts';
import type { PlacedDefinition } from '../test-definitions/test-definitions.store.ts';
import type { MonitorSuite } from './monitors.store.ts';
import { METRIC_MONITOR } from './new-monitors.ts';

/** A monitor of a person's own; a metric is locked, for nobody but its maker knows what it should be. Throws ApiProblem. */
export function addMonitor(
  context: ServerContext,
  suite: MonitorSuite,
  body: NewMonitorDefinition,
  trial: Trial,
): Promise<PlacedDefinition> {
  const isLocked = body.lock_refresh ?? body.test_type === METRIC_MONITOR;
  return addDefinition(context, suite.id, { ...body, lock_refresh: isLocked }, trial);
}
