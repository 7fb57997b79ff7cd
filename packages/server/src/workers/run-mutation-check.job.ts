/** The job kind `run-mutation-check`: measures a suite by injected defects. */
import { runMutationCheck } from '../features/mutation-checks/run-mutation-check.ts';
import type { RunJobHandler, ServerContext } from '../features/server-context.ts';
import { jobErrorOf } from './job-error.ts';

export const createRunMutationCheckJob =
  (context: ServerContext): RunJobHandler =>
  async (job, run) => {
    try {
      await runMutationCheck(context, job, run);
    } catch (error) {
      throw jobErrorOf(error);
    }
  };
