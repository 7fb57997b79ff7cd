/** What a test of freshness would have said about the runs that it has behind it. */
import type { TestDefinition } from '../test-definition.ts';
import { judgeUpdate, type UpdateVerdict } from './judge-update.ts';
import { type FreshnessSettings, type Learned, learnUpdates, type Update } from './learn-updates.ts';
import type { SeenFingerprint } from './update-watch.ts';
import { type UpdateHistory, watchUpdates } from './watch-updates.ts';

/** A run of the past. */
export interface SeenRun extends SeenFingerprint {
  readonly at: Date;
  /** A person confirmed that the table was late or early. */
  readonly isConfirmed: boolean;
}

export interface UpdateReplay<Run extends SeenRun> {
  readonly run: Run;
  /** As that run would have taken it. */
  readonly definition: TestDefinition;
  readonly verdict: UpdateVerdict;
}

/** Each run judged by what was known before it, one at a time. Throws RangeError for an unknown time zone. */
export function* replayUpdates<Run extends SeenRun>(
  definition: TestDefinition,
  oldestFirst: readonly Run[],
  settings: FreshnessSettings,
): Generator<UpdateReplay<Run>> {
  const updates: Update[] = [];
  let seen: UpdateHistory['seen'] = null;
  let isGapConfirmed = false;
  let learned: Learned = learnUpdates(updates, settings);
  for (const [results, run] of oldestFirst.entries()) {
    // As the run asked: a change of the question is no update.
    const asked = { ...definition, parameters: { ...definition.parameters, ...run.parameters } };
    const watched = watchUpdates(asked, { seen, updates, results }, run.at, settings, learned);
    const verdict = judgeUpdate(run.fingerprint, watched);
    yield { run, definition: watched, verdict };
    seen = run;
    isGapConfirmed ||= run.isConfirmed;
    if (verdict.signal !== 0) continue;
    updates.push({ at: run.at, isGapConfirmed });
    isGapConfirmed = false;
    learned = learnUpdates(updates, settings);
  }
}
