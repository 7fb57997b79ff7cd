import type { TableProfile } from '../column-profile.ts';
import { EXAMPLE_RUN_AT, type ExampleTable } from '../example.ts';
import {
  DEFAULT_INTERPRETATION,
  type InterpretationSettings,
  interpretProfile,
} from '../interpret-profile.ts';
import { measureExampleTable } from './measure-example-table.ts';

/** Example tables measured and interpreted in memory, on the run date of examples. */
export function profileExampleTables(
  tables: readonly ExampleTable[],
  settings: Partial<InterpretationSettings> = {},
): TableProfile[] {
  const measured = tables.map((table) => measureExampleTable(table, EXAMPLE_RUN_AT));
  return interpretProfile(measured, { ...DEFAULT_INTERPRETATION, ...settings }, EXAMPLE_RUN_AT);
}
