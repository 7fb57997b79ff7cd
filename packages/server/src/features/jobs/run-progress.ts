/** How far a run is, as its job keeps it and `GET /jobs/{id}/progress` shows it. */
import type { StepStatus } from '@assay/contract';

export interface StoredStep {
  readonly key: string;
  readonly label: string;
  readonly status: StepStatus;
  /** Pieces finished. */
  readonly done: number;
  /** Null while unknown. */
  readonly total: number | null;
  readonly detail: string | null;
}

export interface Pieces {
  readonly done: number;
  readonly total: number;
}

/** What of the long step is done; made by `createWorkCounter`. */
export interface StoredWork {
  readonly tables: Pieces;
  readonly columns: Pieces;
  /** Names of the tables that are begun and not done. */
  readonly tablesAtWork: readonly string[];
  /** Cells that this attempt has read, of those that it is to read; only as good as the known numbers of rows. */
  readonly cells: Pieces;
  /** Milliseconds that this attempt took for the cells that are done. */
  readonly elapsedMs: number;
}

export interface StoredProgress {
  readonly steps: readonly StoredStep[];
  /** Absent before the long step, and in jobs that know no tables. */
  readonly work?: StoredWork;
  /** Milliseconds that earlier runs of the same work took; absent when there was none. */
  readonly usualMs?: number;
}

export interface RunProgress {
  start(key: string, total?: number): void;
  /** `done` pieces of the step are finished in all. */
  advance(key: string, done: number, detail?: string): void;
  /** A `warning` step finished with something left out; its detail says what. */
  finish(key: string, status?: 'completed' | 'warning' | 'error', detail?: string): void;
  /** Tables, columns and cells of the long step. */
  count(work: StoredWork): void;
}

/**
 * `report` is called at every change: give it a job context's `progress`, which keeps only the newest.
 * @param usualMs what `usualDurationMs` found
 */
export function createRunProgress(
  steps: readonly { readonly key: string; readonly label: string }[],
  report: (progress: StoredProgress) => void,
  usualMs: number | null = null,
): RunProgress {
  let state: StoredProgress = {
    steps: steps.map((step) => ({ ...step, status: 'pending', done: 0, total: null, detail: null })),
    ...(usualMs === null ? {} : { usualMs }),
  };
  const become = (changed: Partial<StoredProgress>): void => {
    state = { ...state, ...changed };
    report(state);
  };
  const change = (key: string, changed: (step: StoredStep) => Partial<StoredStep>): void =>
    become({ steps: state.steps.map((step) => (step.key === key ? { ...step, ...changed(step) } : step)) });
  return {
    start: (key, total) => change(key, () => ({ status: 'running', total: total ?? null })),
    advance: (key, done, detail) => change(key, () => ({ done, detail: detail ?? null })),
    finish: (key, status = 'completed', detail) =>
      change(key, (step) => ({ status, done: step.total ?? step.done, detail: detail ?? null })),
    count: (work) => become({ work }),
  };
}

/** Share of the work done, 0..100: every step counts alike. Null without steps. */
export function percentDone({ steps }: StoredProgress): number | null {
  if (steps.length === 0) return null;
  const shares = steps.map((step) => {
    if (step.status === 'pending') return 0;
    if (step.status !== 'running') return 1;
    return step.total ? Math.min(step.done / step.total, 1) : 0;
  });
  const share = shares.reduce((sum, one) => sum + one, 0) / steps.length;
  return Math.round(share * 1000) / 10;
}
