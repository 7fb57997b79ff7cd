/** The job kind `run-test-generation`. */
import type { RunJobHandler, ServerContext } from '../features/server-context.ts';
import { generateSuite } from '../features/test-generation/generate-suite.ts';
import { readSuiteArguments } from '../features/test-suites/suite-arguments.ts';

export const createRunTestGenerationJob =
  (context: ServerContext): RunJobHandler =>
  async (job, jobContext) => {
    await generateSuite(context, readSuiteArguments(job.arguments).testSuiteId, jobContext);
  };
