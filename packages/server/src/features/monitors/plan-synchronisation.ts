/** What the tables of a group as they are now mean for its monitors. */
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { SCHEMA_MONITOR, VOLUME_MONITOR } from './new-monitors.ts';
import { spellingOf } from './spelling.ts';

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

export function planSynchronisation(
  monitors: readonly TestDefinitionRow[],
  { schema, present, selected }: PresentTables,
): SynchronisationPlan {
  const here = monitors.filter(({ schema_name }) => schema_name === schema);
  const selectedName = spellingOf(selected);
  const presentName = spellingOf(present);
  const isOf =
    (spelled: (written: string) => string | undefined) =>
    ({ schema_name, table_name }: TestDefinitionRow) =>
      schema_name === schema && (table_name === null || spelled(table_name) !== undefined);
  const isMeant = isOf(selectedName);
  const isThere = isOf(presentName);
  const counted = new Set(
    here
      .filter(({ test_type }) => test_type === VOLUME_MONITOR)
      .map(({ table_name }) => selectedName(table_name ?? '')),
  );
  return {
    withoutVolume: selected.filter((table) => !counted.has(table)),
    withoutSchema: !here.some(({ test_type }) => test_type === SCHEMA_MONITOR),
    // One that the group no longer means is no business of generation either; what a person made of it stays as it is.
    remove: monitors.filter((monitor) => !isMeant(monitor) && isUntouched(monitor)),
    park: monitors.filter((monitor) => !isThere(monitor) && !isUntouched(monitor) && monitor.active),
  };
}

const isUntouched = ({ generated_at, locked, flagged, manual_fields }: TestDefinitionRow): boolean =>
  generated_at !== null && !locked && !flagged && manual_fields.length === 0;
