/** Questions about whole rows, answered from example tables in memory: what an engine does, done by the reference. */
import type { ExampleCell, ExampleTable } from '../example.ts';
import type {
  DependencyAnswer,
  DependencyQuestion,
  ReferenceAnswer,
  ReferenceQuestion,
} from '../table-questions/table-question.ts';

/** Rows that repeat an earlier row in every column; nulls are equal. */
export function duplicateRowsOf({ rows }: ExampleTable): number {
  return rows.length - new Set(rows.map((row) => JSON.stringify(row))).size;
}

export function answerDependency(question: DependencyQuestion, table: ExampleTable): DependencyAnswer {
  const determinants = cellsOf(table, question.determinant);
  const dependents = cellsOf(table, question.dependent);
  const pairs = determinants
    .map((determinant, index) => [determinant, dependents[index] ?? null] as const)
    .filter(([determinant, dependent]) => determinant !== null && dependent !== null);
  const groups = [...Map.groupBy(pairs, ([determinant]) => determinant).values()].map((group) => [
    ...counted(group.map(([, dependent]) => dependent)).values(),
  ]);
  const rowsIn = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  return {
    ...question,
    rows: pairs.length,
    groups: groups.length,
    repeatedGroups: groups.filter((counts) => rowsIn(counts) > 1).length,
    violatingGroups: groups.filter((counts) => counts.length > 1).length,
    violatingRows: groups.reduce((sum, counts) => sum + rowsIn(counts) - Math.max(...counts), 0),
  };
}

export function answerReference(
  question: ReferenceQuestion,
  tables: readonly ExampleTable[],
): ReferenceAnswer {
  const tableOf = (name: string): ExampleTable => tables.find(({ table }) => table === name)!;
  const known = new Set(cellsOf(tableOf(question.parentTable), question.parentColumn).map(String));
  const cells = cellsOf(tableOf(question.table), question.column).filter((cell) => cell !== null);
  const orphans = cells.filter((cell) => !known.has(String(cell)));
  return {
    ...question,
    rows: cells.length,
    orphanRows: orphans.length,
    values: new Set(cells).size,
    orphanValues: new Set(orphans).size,
  };
}

const cellsOf = (table: ExampleTable, column: string): ExampleCell[] => {
  const place = Object.keys(table.columns).indexOf(column);
  return table.rows.map((row) => row[place] ?? null);
};

function counted(cells: readonly ExampleCell[]): Map<ExampleCell, number> {
  const counts = new Map<ExampleCell, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}
