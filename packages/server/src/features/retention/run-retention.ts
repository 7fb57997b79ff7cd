/** One attempt at removing what is too old in a project. */
import type { JobContext, JobRecord } from '@assay/jobs';
import type { Store, StoreTransaction } from '../../store/store.ts';
import { applyRetention } from './apply-retention.ts';
import { findRetentionRequest, recordApplied } from './retention.store.ts';
import type { Removal } from './tally.ts';

/** Less than that is used again soon enough. */
const WORTH_GIVING_BACK = 16 * 1024 ** 2;

/** Finds nothing to do when the settings were taken back. Its log tells what was removed. */
export async function runRetention(
  store: Store,
  { projectId }: Pick<JobRecord, 'projectId'>,
  job: JobContext<StoreTransaction>,
): Promise<void> {
  const request = projectId === null ? undefined : await findRetentionRequest(store.db, projectId);
  if (request === undefined) return;
  const removals = await applyRetention({ db: store.db, write: job.write, signal: job.signal }, request);
  for (const { kind, count, bytes } of removals) {
    job.log('info', `Removed: ${count} of ${kind}.`, { kind, count, bytes });
  }
  await job.complete(({ db }) => recordApplied(db, request.projectId));
  // After the end: it may take longer than a lease, and nothing depends on it.
  if (bytesOf(removals) >= WORTH_GIVING_BACK) await store.giveBackSpace();
}

const bytesOf = (removals: readonly Removal[]): number => removals.reduce((sum, { bytes }) => sum + bytes, 0);
