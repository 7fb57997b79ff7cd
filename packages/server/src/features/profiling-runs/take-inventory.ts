/** The catalog step of a run: what is in the schema, and which of it the table group means. */
import type { RelationDescription, Target } from '@assay/engine';
import type { ProfilingRunSettings } from '../../store/tables/profiling-tables.ts';
import { selectsTable } from '../table-groups/select-tables.ts';
import { excludedByTable, type SaidColumn } from './said-columns.ts';

export interface Inventory {
  /** Names of everything in the schema, selected or not. */
  readonly present: readonly string[];
  /** What is selected, with all columns; unreadable relations say why. */
  readonly selected: readonly RelationDescription[];
  /** The same without the columns that are not to be read. */
  readonly toRead: readonly RelationDescription[];
}

/** Throws TargetError. Looks inside the selected tables only: describing a file means reading its beginning. */
export async function takeInventory(
  target: Target,
  settings: ProfilingRunSettings,
  said: readonly SaidColumn[],
  signal: AbortSignal,
): Promise<Inventory> {
  const present = (await target.tables(settings.schema, { signal })).map(({ table }) => table);
  const names = present.filter(selectsTable(settings));
  const selected = names.length === 0 ? [] : await target.describe(settings.schema, names, { signal });
  const { skipExcludedColumns = true } = settings;
  return { present, selected, toRead: skipExcludedColumns ? withoutExcluded(selected, said) : selected };
}

function withoutExcluded(
  selected: readonly RelationDescription[],
  said: readonly SaidColumn[],
): RelationDescription[] {
  const excluded = excludedByTable(said);
  return selected.map((relation) => ({
    ...relation,
    columns: relation.columns.filter(({ name }) => !excluded.get(relation.table)?.has(name)),
  }));
}

export const countColumns = (relations: readonly RelationDescription[]): number =>
  relations.reduce((sum, { columns }) => sum + columns.length, 0);
