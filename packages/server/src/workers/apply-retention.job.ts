/** The job kind `apply-retention`: removes what is too old in a project. */
import { runRetention } from '../features/retention/run-retention.ts';
import type { RunJobHandler, ServerContext } from '../features/server-context.ts';

export const createApplyRetentionJob =
  ({ store }: Pick<ServerContext, 'store'>): RunJobHandler =>
  (job, run) =>
    runRetention(store, job, run);
