/** The step of a run between its tables: do the values of a column stand in the key that it seems to name? */
import { planReferences, type ReferenceAnswer, type TableProfile } from '@assay/checks';
import { answerReferences, type Target } from '@assay/engine';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import type { OpenRun } from './profiling-runs.store.ts';

export interface ReferenceLookUp {
  readonly references: readonly ReferenceAnswer[];
  /** Questions that the target could not answer; the run goes on without them. */
  readonly failures: readonly RunWarning[];
}

export interface LookingUp {
  readonly run: OpenRun;
  readonly target: Target;
  /** Interpreted: the plan looks at what columns mean. */
  readonly tables: readonly TableProfile[];
  readonly signal: AbortSignal;
}

/** Throws TargetError when the target is gone or the job is asked to stop. */
export async function lookUpReferences({ run, target, tables, signal }: LookingUp): Promise<ReferenceLookUp> {
  const failures: RunWarning[] = [];
  const references = await answerReferences(target, run.settings.schema, planReferences(tables), {
    signal,
    onFailure: ({ table, column, parentTable, parentColumn }, because) => {
      const message = `Whether its values stand in ${parentTable}.${parentColumn} is not known: ${because}`;
      failures.push({ table, column, message });
    },
  });
  return { references, failures };
}
