import type { ConcurrencyLimits } from '@assay/jobs';
import type { ServerConfig } from '../config.ts';

/**
 * How many runs may be at work at once by the settings of the server. Those of projects, connections and table groups are in
 * the store; the keys that they limit are made by run-request.ts.
 */
export const concurrencyLimitsOf = ({
  maxConcurrentRuns,
  maxRunsPerConnection,
}: Pick<ServerConfig, 'maxConcurrentRuns' | 'maxRunsPerConnection'>): ConcurrencyLimits => ({
  ...(maxConcurrentRuns === null ? {} : { total: maxConcurrentRuns }),
  byKind: { connection: maxRunsPerConnection },
});
