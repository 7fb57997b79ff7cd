/** From the definitions of a suite to what can be asked of the target, and what cannot, with the reason. */
import {
  isReadyTest,
  isSchemaTest,
  type KnownTable,
  planTests,
  type ReadyTest,
  type RefusedTest,
  type SchemaTest,
  TEST_TYPES,
  type TestDefinition,
} from '@assay/checks';
import { countRows } from '@assay/dialects';
import type { MeasurementAnswer, MeasurementRequest } from '@assay/engine';
import type { RunWarning } from '../../store/tables/profiling-tables.ts';
import type { TargetTables } from './target-tables.ts';

export interface SuitePlan {
  readonly ready: readonly ReadyTest[];
  /** What is answered from the catalog. */
  readonly ofSchema: readonly SchemaTest[];
  readonly refused: readonly RefusedTest[];
  /** What the engine is asked: the questions of the ready tests, and the rows of the tables that they test. */
  readonly requests: readonly MeasurementRequest[];
  /** Ids of definitions whose table is there but cannot be read; they are refused too. */
  readonly unreadable: ReadonlySet<string>;
  /** One for each table that is there but cannot be read. */
  readonly warnings: readonly RunWarning[];
}

/** A definition that cannot run never stops the others. */
export function planSuite(
  definitions: readonly TestDefinition[],
  runAt: Date,
  tables: TargetTables,
): SuitePlan {
  const barred = definitions.map((definition) => ({
    definition,
    reason: unreadableTable(definition, tables),
  }));
  const planned = planTests(
    barred.filter(({ reason }) => reason === null).map(({ definition }) => definition),
    TEST_TYPES,
    { runAt: runAt.toISOString(), tables: tables.known },
  );
  const ready = planned.filter(isReadyTest).map((test) => withKnownTable(test, tables.known));
  const reasons = barred.flatMap(({ definition, reason }) =>
    reason === null ? [] : [{ definition, type: typeOf(definition), problem: reason, missing: [] }],
  );
  return {
    ready,
    ofSchema: planned.filter(isSchemaTest),
    refused: [...planned.filter((test) => test.problem !== null), ...reasons],
    unreadable: new Set(reasons.map(({ definition }) => definition.id)),
    requests: [...ready.map(({ request }) => request), ...rowCountRequests(ready)],
    warnings: [...new Map(reasons.map((refused) => [refused.problem, warningOf(refused)])).values()],
  };
}

const warningOf = ({ definition, problem }: RefusedTest): RunWarning => ({
  table: definition.table,
  column: null,
  message: problem,
});
const typeOf = ({ testType }: TestDefinition) => TEST_TYPES.find(({ key }) => key === testType) ?? null;

/** Of a query of the user's own nothing is said here: it may not need the table at all. */
function unreadableTable(definition: TestDefinition, tables: TargetTables): string | null {
  if (definition.testType === 'CUSTOM') return null;
  const { schema, table, parameters } = definition;
  const own = table === null ? null : tables.unreadable(schema, table);
  if (own !== null || parameters.match_table_name === null) return own;
  return tables.unreadable(parameters.match_schema_name?.trim() || schema, parameters.match_table_name);
}

/** Planning leaves a user's own query alone; the table that it is filed under still says how much it weighs. */
function withKnownTable(test: ReadyTest, known: readonly KnownTable[]): ReadyTest {
  const { definition } = test;
  if (definition.testType !== 'CUSTOM' || definition.table === null) return test;
  const name = definition.table.trim().toLowerCase();
  const table = known.find((candidate) => candidate.table.toLowerCase() === name);
  return table === undefined ? test : { ...test, definition: { ...definition, table: table.table } };
}

/** Id of the request that counts the rows of a table; no definition has such an id. */
const rowCountId = (table: string): string => `rows of ${table}`;

/** Each tested table once: the count shares the statement of the table's tests. */
function rowCountRequests(ready: readonly ReadyTest[]): MeasurementRequest[] {
  const tested = new Map(
    ready.flatMap(({ definition: { schema, table } }) => (table === null ? [] : [[table, schema] as const])),
  );
  return [...tested].map(([table, schema]) => ({
    id: rowCountId(table),
    kind: 'aggregates',
    table: { schema, table },
    aggregates: { rows: countRows() },
  }));
}

/** The answered count of a table; null when it could not be counted. */
export function answeredRowCount(
  answers: ReadonlyMap<string, MeasurementAnswer>,
  table: string | null,
): number | null {
  const answer = table === null ? undefined : answers.get(rowCountId(table));
  if (answer === undefined || 'error' in answer) return null;
  const { rows = null } = answer.values;
  return rows === null ? null : Number(rows);
}
