/** A dataset through the whole of profiling: written to a DuckDB file, profiled in place, interpreted, judged. */
import { detectHygieneIssues, planReferences } from '@assay/checks';
import { answerReferences } from '@assay/engine';
import type { Dataset } from './dataset.ts';
import { RUN_AT } from './moments.ts';
import { datasetIn, SCHEMA, withProfiles } from './with-profiles.ts';

export interface Finding {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Throws when a table, a column or a detector fails: a gap would count as silence. */
export function findIssues(dataset: Dataset): Promise<Finding[]> {
  return withProfiles(datasetIn(dataset), RUN_AT, async ({ target, profiles: found }) => {
    const order = dataset.tables.map(({ name }) => name);
    const profiles = found.toSorted((a, b) => order.indexOf(a.table) - order.indexOf(b.table));
    const { signal } = new AbortController();
    const references = await answerReferences(target, SCHEMA, planReferences(profiles), { signal });
    const { issues, failures } = detectHygieneIssues(profiles, { runAt: RUN_AT, references });
    if (failures.length > 0) throw new Error(`detectors failed: ${JSON.stringify(failures)}`);
    return issues.map(({ issueType: type, table, column, detail, facts }) => ({
      type,
      table,
      column,
      detail,
      facts,
    }));
  });
}
