/** The job kind `run-profile`: profiles a table group. */
import { runProfile } from '../features/profiling-runs/run-profile.ts';
import type { RunJobHandler, ServerContext } from '../features/server-context.ts';
import { jobErrorOf } from './job-error.ts';

export function createRunProfileJob(context: ServerContext): RunJobHandler {
  return async (job, attempt) => {
    try {
      await runProfile(context, job, attempt);
    } catch (error) {
      throw jobErrorOf(error);
    }
  };
}
