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
export interface StoredProgress {
  readonly steps: readonly StoredStep[];
}

export interface RunProgress {
  start(key: string, total?: number): void;
  /** `done` pieces of the step are finished in all. */
  advance(key: string, done: number, detail?: string): void;
  /** A `warning` step finished with something left out; its detail says what. */
  finish(key: string, status?: 'completed' | 'warning' | 'error', detail?: string): void;
}

/** `report` is called at every change: give it a job context's `progress`, which keeps only the newest. */
export function createRunProgress(
  steps: readonly { readonly key: string; readonly label: string }[],
  report: (progress: StoredProgress) => void,
): RunProgress {
  let state: StoredStep[] = steps.map((step) => ({
    ...step,
    status: 'pending',
    done: 0,
    total: null,
    detail: null,
  }));
  const change = (key: string, changed: (step: StoredStep) => Partial<StoredStep>): void => {
    state = state.map((step) => (step.key === key ? { ...step, ...changed(step) } : step));
    report({ steps: state });
  };
  return {
    start: (key, total) => change(key, () => ({ status: 'running', total: total ?? null })),
    advance: (key, done, detail) => change(key, () => ({ done, detail: detail ?? null })),
    finish: (key, status = 'completed', detail) =>
      change(key, (step) => ({ status, done: step.total ?? step.done, detail: detail ?? null })),
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
