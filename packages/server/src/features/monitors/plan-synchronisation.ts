/** What the tables of a group as they are now mean for its monitors. */
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { SCHEMA_MONITOR, VOLUME_MONITOR } from './new-monitors.ts';

export interface SynchronisationPlan {
  /** Tables without a monitor of their volume. */
  readonly withoutVolume: readonly string[];
  readonly withoutSchema: boolean;
  /** Generated monitors of tables that are gone, which nobody has touched. */
  readonly remove: readonly TestDefinitionRow[];
  /** Monitors of tables that are gone that a person made, locked, changed or flagged: kept, and off until they are back. */
  readonly park: readonly TestDefinitionRow[];
}

interface PresentTables {
  /** Schema of the table group: monitors of another one are of tables that are gone. */
  readonly schema: string;
  /** Of everything in the schema, selected or not. */
  readonly present: readonly string[];
  readonly selected: readonly string[];
}

/** Names are compared without regard to case, as people write them. */
export function planSynchronisation(
  monitors: readonly TestDefinitionRow[],
  { schema, present, selected }: PresentTables,
): SynchronisationPlan {
  const here = monitors.filter(({ schema_name }) => schema_name === schema);
  const has = (testType: string, table: string | null) =>
    here.some(({ test_type, table_name }) => test_type === testType && folded(table_name) === folded(table));
  const isIn = (tables: readonly string[]) => {
    const names = new Set(tables.map(folded));
    return ({ schema_name, table_name }: TestDefinitionRow) =>
      table_name === null ? schema_name === schema : schema_name === schema && names.has(folded(table_name));
  };
  const isMeant = isIn(selected);
  const isThere = isIn(present);
  return {
    withoutVolume: selected.filter((table) => !has(VOLUME_MONITOR, table)),
    withoutSchema: !has(SCHEMA_MONITOR, null),
    // One that the group no longer means is no business of generation either; what a person made of it stays as it is.
    remove: monitors.filter((monitor) => !isMeant(monitor) && isUntouched(monitor)),
    park: monitors.filter((monitor) => !isThere(monitor) && !isUntouched(monitor) && monitor.active),
  };
}

const folded = (name: string | null): string | null => name?.trim().toLowerCase() ?? null;

const isUntouched = ({ generated_at, locked, flagged, manual_fields }: TestDefinitionRow): boolean =>
  generated_at !== null && !locked && !flagged && manual_fields.length === 0;
