/** Answers the question of a test that compares a table with one of another connection. */
import type { Reconciliation, ReconciliationCounts } from '@assay/checks';
import { isUnaskable, measurementError } from '../measurements/measurement-error.ts';
import { type EngineOptions, type Target, TargetError } from '../target.ts';
import { compareItems } from './compare-items.ts';
import { compareTotals } from './compare-totals.ts';
import { askedSides, type ReferenceTarget, SideFailure } from './reconciled-side.ts';
import {
  RECONCILIATION_LIMITS,
  ReconciliationLimitError,
  type ReconciliationLimits,
} from './reconciliation-limits.ts';

export type ReconciliationAnswer = { readonly durationMs: number } & (
  | { readonly counts: ReconciliationCounts }
  | { readonly error: string }
);

/**
 * A comparison that cannot be made is answered with its error, also when the reference is out of reach. Throws TargetError
 * when the signal aborts or the tested target is gone. Each statement sees its table at its own time.
 */
export async function runReconciliation(
  here: Target,
  reference: ReferenceTarget,
  reconciliation: Reconciliation,
  options: Pick<EngineOptions, 'statementTimeoutMs'>,
  signal: AbortSignal,
  limits: ReconciliationLimits = RECONCILIATION_LIMITS,
): Promise<ReconciliationAnswer> {
  const started = performance.now();
  const sides = askedSides(here, reference.target, reconciliation, options, signal);
  try {
    const { counts } =
      reconciliation.kind === 'totals'
        ? await compareTotals(sides, reconciliation, limits)
        : await compareItems(sides, hasContent(reconciliation), limits);
    return { counts, durationMs: performance.now() - started };
  } catch (error) {
    return {
      error: reconciliationError(error, reference.name, signal),
      durationMs: performance.now() - started,
    };
  }
}

export const hasContent = (reconciliation: Reconciliation): boolean =>
  reconciliation.kind === 'rows' || (reconciliation.kind === 'values' && reconciliation.withCounts);

/** What to answer to one test. Throws again what ends the whole run; what is wrong with the reference never does. */
function reconciliationError(error: unknown, reference: string, signal: AbortSignal): string {
  if (error instanceof ReconciliationLimitError) return error.message;
  if (!(error instanceof SideFailure)) throw error;
  const { cause, place } = error;
  if (place === 'here') return measurementError(cause);
  if (signal.aborted || !(cause instanceof TargetError || isUnaskable(cause))) throw cause;
  return `In the reference connection "${reference}": ${cause.message}`;
}
