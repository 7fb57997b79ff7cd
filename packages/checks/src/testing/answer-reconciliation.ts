/** Compares example tables in memory as two databases would be compared: the reference beside the engine. */

import type { ExampleTable } from '../example.ts';
import type {
  Difference,
  ReconciledColumn,
  ReconciledSide,
  Reconciliation,
  ReconciliationCounts,
} from '../reconciliation/reconciliation.ts';
import { rowsOf } from './answer-test-plan.ts';
import { evaluateAggregate } from './evaluate-aggregate.ts';
import { evaluate, type Row, type Value } from './evaluate-expression.ts';

/** What is compared under one key: the content of each item, and the rows of each. */
interface Item {
  readonly content: string;
  readonly rows: number;
}
type Items = ReadonlyMap<string, readonly Item[]>;

/** Null when a user's SQL is in the way. */
export function answerReconciliation(
  reconciliation: Reconciliation,
  tables: readonly ExampleTable[],
): ReconciliationCounts | null {
  if (JSON.stringify(reconciliation).includes('"user_sql"')) return null;
  const [here, there] = [reconciliation.here, reconciliation.there].map((side) =>
    itemsOf(reconciliation, side, tables),
  ) as [Items, Items];
  const found = {
    missing: { items: 0, rows: 0 },
    extra: { items: 0, rows: 0 },
    different: { items: 0, rows: 0 },
  };
  const count = (difference: Difference, { rows }: Item) => {
    found[difference].items += 1;
    found[difference].rows += rows;
  };
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    const own = without(here.get(key) ?? [], there.get(key) ?? []);
    const other = without(there.get(key) ?? [], here.get(key) ?? []);
    own.forEach((item, index) => {
      count(index < other.length ? 'different' : 'missing', item);
    });
    for (const item of other.slice(own.length)) count('extra', item);
  }
  return { ...found, here: sizeOf(here), there: sizeOf(there), isLowerBound: false };
}

const sizeOf = (items: Items): number => [...items.values()].reduce((sum, list) => sum + list.length, 0);

function without(items: readonly Item[], others: readonly Item[]): Item[] {
  const open = others.map(({ content }) => content);
  return items.filter(({ content }) => {
    const index = open.indexOf(content);
    if (index >= 0) open.splice(index, 1);
    return index < 0;
  });
}

function itemsOf(
  reconciliation: Reconciliation,
  { from, keys, compared }: ReconciledSide,
  tables: readonly ExampleTable[],
): Items {
  const table = tables.find((candidate) => candidate.table === from.table.table)!;
  const rows = rowsOf(table).filter((row) => from.where === null || evaluate(from.where, row) === true);
  const byKey = Map.groupBy(rows, (row) => textOf(row, keys));
  return new Map(
    [...byKey].map(([key, group]) => {
      if (reconciliation.kind === 'rows')
        return [key, group.map((row) => ({ content: textOf(row, compared), rows: 1 }))];
      const content =
        reconciliation.kind === 'totals'
          ? [group.length, ...totals(reconciliation, compared, group)]
          : [reconciliation.withCounts ? group.length : null];
      return [key, [{ content: JSON.stringify(content), rows: group.length }]];
    }),
  );
}

const totals = (
  { totals: wanted }: Extract<Reconciliation, { kind: 'totals' }>,
  compared: readonly ReconciledColumn[],
  group: readonly Row[],
): Value[] =>
  wanted.map(({ column, total }) => {
    const { name } = compared[column]!;
    return evaluateAggregate({ aggregate: total, of: { kind: 'column', name } }, group);
  });

const textOf = ({ cells }: Row, columns: readonly ReconciledColumn[]): string =>
  JSON.stringify(columns.map(({ name }) => cells[name] ?? null));
