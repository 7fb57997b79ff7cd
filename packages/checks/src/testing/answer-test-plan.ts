/** Answers a test's plan from example tables in memory: what an engine does, done by the reference. */
import type { MeasuringQuery, Relation } from '@assay/dialects';
import type { ExampleTable } from '../example.ts';
import type { DataPlan } from '../plan-tests.ts';
import type { AnsweredValues } from '../test-measurement.ts';
import { evaluateAggregate } from './evaluate-aggregate.ts';
import { evaluate, momentOf, type Row, type Value } from './evaluate-expression.ts';
import { generalTypeOf } from './measure-example-table.ts';

/** Null when only a database can answer: SQL that a user wrote, totals, periods, shares, lists. */
export function answerTestPlan(plan: DataPlan, tables: readonly ExampleTable[]): AnsweredValues | null {
  if (plan.kind === 'query') return answerQuery(plan.query, tables);
  if (JSON.stringify(plan.aggregates).includes('"user_sql"')) return null;
  const rows = rowsOf(tables[0]!);
  return Object.fromEntries(
    Object.entries(plan.aggregates).map(([name, aggregate]) => {
      const value = evaluateAggregate(aggregate, rows);
      return [name, value instanceof Date ? value.toISOString() : typeof value === 'boolean' ? null : value];
    }),
  );
}

function rowsOf({ columns, rows }: ExampleTable): Row[] {
  const types = Object.entries(columns);
  return rows.map((row) => ({
    cells: Object.fromEntries(types.map(([name, type], index) => [name, typed(row[index] ?? null, type)])),
    textForm: (value) => (value === null ? null : String(value)),
  }));
}

function typed(cell: Value, type: ExampleTable['columns'][string]): Value {
  if (cell === null) return null;
  const generalType = generalTypeOf(type);
  if (generalType === 'N') return Number(cell);
  return generalType === 'D' ? momentOf(String(cell)) : cell;
}

function answerQuery(query: MeasuringQuery, tables: readonly ExampleTable[]): AnsweredValues | null {
  if (query.query !== 'duplicate_groups' && query.query !== 'missing_combinations') return null;
  if (JSON.stringify(query).includes('"user_sql"')) return null;
  const counts = combinations(tables, query.from, query.columns);
  const reference =
    query.query === 'duplicate_groups' ? null : combinations(tables, query.reference, query.referenceColumns);
  const found = [...counts]
    .filter(([key, rows]) => (reference === null ? rows > 1 : !reference.has(key)))
    .map(([, rows]) => rows);
  return { measure: found.length, affected_rows: found.reduce((sum, rows) => sum + rows, 0) };
}

/** Rows of the relation by the combination of their cells in `columns`; nulls are equal. */
function combinations(
  tables: readonly ExampleTable[],
  { table: { table: name }, where }: Relation,
  columns: readonly string[],
): Map<string, number> {
  const table = tables.find((candidate) => candidate.table === name)!;
  const counts = new Map<string, number>();
  for (const row of rowsOf(table)) {
    if (where !== null && evaluate(where, row) !== true) continue;
    const key = JSON.stringify(columns.map((column) => row.cells[column]));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
