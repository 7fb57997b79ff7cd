/** The end of a run: everything that follows from what was measured, in one transaction. */
import type { Queryable } from '../../store/store.ts';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import { insertIssues } from '../hygiene-issues/hygiene-issues.store.ts';
import { renewAfterProfiling } from '../monitors/renew-after-profiling.ts';
import { storeInterpretation } from './interpretation.store.ts';
import type { JudgedProfile } from './judge-profile.ts';
import type { ReferenceLookUp } from './look-up-references.ts';
import { finishRun, type OpenRun } from './profiling-runs.store.ts';
import { recordCatalog } from './record-catalog.ts';
import { rescoreRun } from './rescore-run.ts';
import type { Inventory } from './take-inventory.ts';

/** To be called in the transaction that completes the job: nobody sees a completed run without its score. */
export async function recordResults(
  db: Queryable,
  run: OpenRun,
  inventory: Inventory,
  { tables, issues, warnings }: JudgedProfile,
  { references, failures }: ReferenceLookUp,
): Promise<void> {
  const owner = { runId: run.id, tableGroupId: run.tableGroupId };
  await storeInterpretation(db, run.id, tables);
  await insertIssues(db, owner, issues);
  await recordCatalog(db, { ...inventory, ...owner, seenAt: run.startedAt });
  await renewAfterProfiling(db, { ...owner, startedAt: run.startedAt, tables });
  const recordCount = tables.reduce((sum, table) => sum + (table.recordCount ?? 0), 0);
  await finishRun(db, run.id, {
    recordCount,
    warnings: [...emptyWarning(run, inventory), ...failures, ...warnings],
    references,
  });
  await rescoreRun(db, run.id);
}

function emptyWarning({ settings }: OpenRun, { present, selected }: Inventory): RunWarning[] {
  if (selected.length > 0) return [];
  const message =
    present.length === 0
      ? `The schema "${settings.schema}" shows no tables: check its name, and what the connection's user may see.`
      : `None of the ${present.length} tables of "${settings.schema}" is selected: check the table group's list and masks.`;
  return [{ table: null, column: null, message }];
}
