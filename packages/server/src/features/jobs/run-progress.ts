/** How far a run is, as its job keeps it and `GET /jobs/{id}/progress` shows it. */
import type { StepStatus } from '@assay/contract';

export interface PlannedStep {
  readonly key: string;
  readonly label: string;
  /** Its share of the whole, against 1 of the others; absent = 1. The step whose tables are counted has most of it. */
  readonly weight?: number;
}

export interface StoredStep extends PlannedStep {
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
  steps: readonly PlannedStep[],
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

/** Share of the work done, 0..100, by the weights of the steps. Null without steps. */
export function percentDone({ steps, work }: Pick<StoredProgress, 'steps' | 'work'>): number | null {
  if (steps.length === 0) return null;
  const weights = steps.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const done = steps.reduce((sum, step) => sum + (step.weight ?? 1) * shareOf(step, work), 0);
  return Math.round((done / weights) * 1000) / 10;
}

/** A large table is more of the work than a small one, where that is known. */
function shareOf(step: StoredStep, work: StoredWork | undefined): number {
  if (step.status === 'pending') return 0;
  if (step.status !== 'running') return 1;
  const { done, total } = (step.weight === undefined ? undefined : work?.cells) ?? step;
  return total ? Math.min(done / total, 1) : 0;
}
