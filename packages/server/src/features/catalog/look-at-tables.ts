import type { RelationDescription, Target } from '@assay/engine';
import { selectsTable, type TableSelection } from '../table-groups/select-tables.ts';

export interface TablesSeen {
  /** Names of everything in the schema, selected or not. */
  readonly present: readonly string[];
  /** What is selected, with all columns; unreadable relations say why. */
  readonly selected: readonly RelationDescription[];
}

/**
 * What is in the schema of a table group, and which of it the group means. Throws TargetError. Looks inside the selected
 * tables only: describing a file means reading its beginning.
 */
export async function lookAtTables(
  target: Target,
  selection: TableSelection & { readonly schema: string },
  signal: AbortSignal,
): Promise<TablesSeen> {
  const present = (await target.tables(selection.schema, { signal })).map(({ table }) => table);
  const names = present.filter(selectsTable(selection));
  const selected = names.length === 0 ? [] : await target.describe(selection.schema, names, { signal });
  return { present, selected };
}
