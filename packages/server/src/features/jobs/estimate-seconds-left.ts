/** When a run will have ended, as far as anything tells. */
import type { JobRecord } from '@assay/jobs';
import type { StoredProgress, StoredWork } from './run-progress.ts';

/** Before that, the first table says more about itself than about the run. */
const SHARE_THAT_SHOWS_A_PACE = 0.05;

/**
 * Whole seconds, at least 1. By the pace of this attempt: the time that its cells took so far, times those that are left.
 * Before there is a pace, and again when only detection and scores are left: what earlier runs of the same work took, less
 * the time since this attempt began. Null when nothing tells, when a run is late by its own or by their measure, and for
 * jobs that nobody works on.
 * @param now by this machine's clock; its distance to the store's clock goes into the estimate
 */
export function estimateSecondsLeft(
  job: Pick<JobRecord, 'status' | 'attemptedAt' | 'progressedAt' | 'leaseUntil'>,
  { work, usualMs }: Pick<StoredProgress, 'work' | 'usualMs'>,
  now: Date,
): number | null {
  const { status, attemptedAt, progressedAt, leaseUntil } = job;
  if (status !== 'running' || leaseUntil === null || attemptedAt === null) return null;
  const byPace = work === undefined ? null : paceLeftMs(work);
  const left =
    byPace === null
      ? (usualMs ?? 0) - msBetween(attemptedAt, now)
      : byPace - msBetween(progressedAt ?? attemptedAt, now);
  return left > 0 ? Math.ceil(left / 1000) : null;
}

/** Milliseconds from the report on; null without a pace. */
function paceLeftMs({ cells, elapsedMs }: StoredWork): number | null {
  const left = cells.total - cells.done;
  if (left <= 0 || cells.done < cells.total * SHARE_THAT_SHOWS_A_PACE) return null;
  return (elapsedMs / cells.done) * left;
}

/** Clocks that disagree make no time pass backwards. */
const msBetween = (from: Date, to: Date): number => Math.max(0, to.getTime() - from.getTime());
