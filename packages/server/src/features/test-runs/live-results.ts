/** Stores results while a run goes on, so that its counts are live and a canceled run keeps what was finished. */
import type { TestOutcome } from './test-outcome.ts';

export interface LiveResults {
  add(outcomes: readonly TestOutcome[]): void;
  /** Everything that was added, in that order. */
  all(): readonly TestOutcome[];
  /** Waits until nothing is being stored. */
  idle(): Promise<void>;
  /** Stores what is not stored yet. Rejects when the store does. */
  settle(): Promise<void>;
}

/** A run of seconds writes its results once, at its end. */
const INTERVAL_MS = 2_000;

export function createLiveResults(
  save: (outcomes: readonly TestOutcome[]) => Promise<void>,
  intervalMs = INTERVAL_MS,
): LiveResults {
  const outcomes: TestOutcome[] = [];
  let saved = 0;
  let lastSaved = performance.now();
  let saving: Promise<void> = Promise.resolve();

  const saveRest = async (): Promise<void> => {
    const upTo = outcomes.length;
    if (upTo === saved) return;
    lastSaved = performance.now();
    await save(outcomes.slice(saved, upTo));
    saved = upTo;
  };
  return {
    add(some) {
      outcomes.push(...some);
      if (performance.now() - lastSaved < intervalMs) return;
      lastSaved = performance.now();
      // A save that fails is made up for by the next one; the last one is not forgiven.
      saving = saving.then(saveRest).catch(() => undefined);
    },
    all: () => outcomes,
    idle: () => saving,
    async settle() {
      await saving;
      await saveRest();
    },
  };
}
