/** A plan as the API tells it. */
import type { ImportAction, ImportResult } from '@assay/contract';
import type { ImportPlan, PlannedItem } from './plan-import.ts';

/** `createdIds` are the ids of new tests by position in the document; none as long as nothing is written. */
export function importResult(
  { items, problems }: ImportPlan,
  createdIds: ReadonlyMap<number, string> = new Map(),
): ImportResult {
  const groups = Map.groupBy(items, ({ action, reason }) => `${action} ${reason}`);
  const targetOf = (item: PlannedItem): string | null =>
    item.action === 'create' ? (createdIds.get(item.idx) ?? null) : (item.target?.id ?? null);
  const countOf = (action: ImportAction) => items.filter((item) => item.action === action).length;
  return {
    summary: {
      created: countOf('create'),
      updated: countOf('update'),
      skipped: countOf('skip'),
      deleted: countOf('delete'),
    },
    items: [...groups.values()].map((group) => ({
      action: group[0]!.action,
      reason: group[0]!.reason,
      tds: group.map((item) => ({ idx: item.idx, target_id: targetOf(item) })),
    })),
    problems: [...problems],
  };
}
