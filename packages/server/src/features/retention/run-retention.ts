/** One attempt at removing what is too old in a project. */
import type { JobContext, JobRecord } from '@assay/jobs';
import type { Store, StoreTransaction } from '../../store/store.ts';
import { applyRetention, type RetentionPorts } from './apply-retention.ts';
import { findRetentionRequest, holdsStill, recordApplied } from './retention.store.ts';
import type { RetentionRequest } from './retention-rules.ts';
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
  const removals = await applyWhileWanted(store, request, job);
  if (removals === null) {
    job.log('info', 'The settings were changed meanwhile: what is left waits for the next time.');
    return;
  }
  for (const { kind, count, bytes } of removals) {
    job.log('info', `Removed: ${count} of ${kind}.`, { kind, count, bytes });
  }
  await job.complete(({ db }) => recordApplied(db, request.projectId));
  // After the end: it may take longer than a lease, and nothing depends on it.
  if (bytesOf(removals) >= WORTH_GIVING_BACK) await store.giveBackSpace();
}

class SettingsChangedError extends Error {
  override readonly name = 'SettingsChangedError';
}

/** Null when the settings were changed: a slip must stop doing harm as soon as it is noticed. */
async function applyWhileWanted(
  { db }: Store,
  request: RetentionRequest,
  { write, signal }: JobContext<StoreTransaction>,
): Promise<readonly Removal[] | null> {
  const ports: RetentionPorts = {
    ...{ db, signal },
    write: (work) =>
      write(async (tx) => {
        if (await holdsStill(tx.db, request)) return work(tx);
        throw new SettingsChangedError('the settings of the project were changed');
      }),
  };
  try {
    return await applyRetention(ports, request);
  } catch (error) {
    if (error instanceof SettingsChangedError) return null;
    throw error;
  }
}

const bytesOf = (removals: readonly Removal[]): number => removals.reduce((sum, { bytes }) => sum + bytes, 0);
