import type { TableProfile } from '../column-profile.ts';
import { EXAMPLE_RUN_AT, type ExampleTable } from '../example.ts';
import {
  DEFAULT_INTERPRETATION,
  type InterpretationSettings,
  interpretProfile,
} from '../interpret-profile.ts';
import { planReferences } from '../table-questions/plan-references.ts';
import type { ReferenceAnswer } from '../table-questions/table-question.ts';
import { answerReference } from './answer-table-questions.ts';
import { measureExampleTable } from './measure-example-table.ts';

/** Example tables measured and interpreted in memory; the run date is that of examples unless stated. */
export function profileExampleTables(
  tables: readonly ExampleTable[],
  settings: Partial<InterpretationSettings> = {},
  runAt: string = EXAMPLE_RUN_AT,
): TableProfile[] {
  const measured = tables.map((table) => measureExampleTable(table, runAt));
  return interpretProfile(measured, { ...DEFAULT_INTERPRETATION, ...settings }, runAt);
}

/** The references that the profiles suggest, looked up in the rows. */
export const answerExampleReferences = (
  tables: readonly ExampleTable[],
  profiles: readonly TableProfile[],
): ReferenceAnswer[] => planReferences(profiles).map((question) => answerReference(question, tables));
