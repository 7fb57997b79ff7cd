/** Generates the tests of a suite from the latest complete profile of its table group. */
import type { GenerationPlan } from '@assay/checks';
import type { JobContext } from '@assay/jobs';
import type { StoreTransaction } from '../../store/store.ts';
import { JobFailedError } from '../../workers/job-error.ts';
import { createRunProgress } from '../jobs/run-progress.ts';
import type { ServerContext } from '../server-context.ts';
import { lockDefinitions } from '../test-definitions/test-definitions.store.ts';
import { findTestSuite } from '../test-suites/test-suites.store.ts';
import { applyPlan } from './apply-plan.ts';
import { learntProfiles, NOTHING_TO_LEARN_FROM, planGeneration } from './plan-generation.ts';

const STEPS = [
  { key: 'read_profile', label: 'Reading the latest profile' },
  { key: 'generate', label: 'Generating tests' },
];

/** All of it or nothing: the tests change in the transaction that completes the job. Throws JobFailedError. */
export async function generateSuite(
  { store }: ServerContext,
  suiteId: string,
  job: JobContext<StoreTransaction>,
): Promise<void> {
  const progress = createRunProgress(STEPS, job.progress);
  progress.start('read_profile');
  const suite = await findTestSuite(store.db, suiteId);
  if (suite === undefined) throw new JobFailedError('The test suite is not there any more.');
  const profiles = await learntProfiles(store.db, suite.table_group_id);
  if (profiles === null) throw new JobFailedError(NOTHING_TO_LEARN_FROM);
  const { latest } = profiles;
  progress.finish('read_profile', 'completed', `Profile of ${latest.startedAt.toISOString()}`);
  job.log('info', `Tests are generated from the profile of ${latest.startedAt.toISOString()}.`);
  progress.start('generate');
  await job.complete(async ({ db }) => {
    const existing = await lockDefinitions(db, suite.id);
    const plan = await planGeneration(db, suite, profiles, existing);
    const origin = { profilingRunId: latest.runId, at: new Date() };
    await applyPlan(db, suite, plan, existing, origin);
    // Reported inside, because a completed job reports nothing more.
    progress.finish('generate', 'completed', summaryOf(plan));
  });
}

const summaryOf = ({ add, update, remove, unchanged }: GenerationPlan): string =>
  `${add.length} added, ${update.length} changed, ${remove.length} removed, ${unchanged.length} kept as they were`;
