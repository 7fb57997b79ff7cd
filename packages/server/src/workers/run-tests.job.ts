/** The job kind `run-tests`. */
import type { RunJobHandler, ServerContext } from '../features/server-context.ts';
import { runSuite } from '../features/test-runs/run-suite.ts';
import { jobErrorOf } from './job-error.ts';

export const createRunTestsJob =
  (context: ServerContext): RunJobHandler =>
  async (job, run) => {
    try {
      await runSuite(context, job, run);
    } catch (error) {
      throw jobErrorOf(error);
    }
  };
