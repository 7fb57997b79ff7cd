/** The catalog step of a run: what is in the schema, and which of it the table group means. */
import type { RelationDescription, Target } from '@assay/engine';
import type { ProfilingRunSettings } from '../../store/tables/profiling-tables.ts';
import { lookAtTables, type TablesSeen } from '../catalog/look-at-tables.ts';
import { excludedByTable, type SaidColumn } from './said-columns.ts';

export interface Inventory extends TablesSeen {
  /** What is selected without the columns that are not to be read. */
  readonly toRead: readonly RelationDescription[];
}

/** Throws TargetError. */
export async function takeInventory(
  target: Target,
  settings: ProfilingRunSettings,
  said: readonly SaidColumn[],
  signal: AbortSignal,
): Promise<Inventory> {
  const seen = await lookAtTables(target, settings, signal);
  const { skipExcludedColumns = true } = settings;
  return { ...seen, toRead: skipExcludedColumns ? withoutExcluded(seen.selected, said) : seen.selected };
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
