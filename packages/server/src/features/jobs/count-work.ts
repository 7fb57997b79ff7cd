/** Adds up tables, columns and cells over tables that are worked on side by side. */
import type { StoredWork } from './run-progress.ts';

export interface PlannedTable {
  readonly table: string;
  readonly columns: number;
  /** Null when nobody knows. */
  readonly rows: number | null;
  /** How often its rows are read, more or less: columns that are profiled, tests that are run. */
  readonly readings: number;
  /** It was done before this attempt: it counts as done, and not for the pace. */
  readonly isDone?: boolean;
}

export interface WorkCounter {
  /**
   * How far a table is. Tables that were not planned are no part of the count.
   * @param share of its work, 0 = begun, 1 = done
   */
  tell(table: string, done: { readonly columns: number; readonly share: number }): void;
}

/** An empty table takes time too: about as long as one with so many rows. */
const ROWS_OF_AN_EMPTY_TABLE = 1_000;

interface Counted extends PlannedTable {
  readonly cells: number;
  share: number | null;
  columnsDone: number;
}

/**
 * A table whose rows nobody knows counts like the average of the others. The cells that are planned do not change while a run
 * goes on, so that what is left never grows.
 * @param now milliseconds of a clock that only goes forward
 */
export function createWorkCounter(
  planned: readonly PlannedTable[],
  report: (work: StoredWork) => void,
  now: () => number = () => performance.now(),
): WorkCounter {
  const startedAt = now();
  const rowsOfUnknown = average(planned.flatMap(({ rows }) => rows ?? []));
  const tables = new Map(
    planned.map((table): [string, Counted] => [
      table.table,
      {
        ...table,
        cells: ((table.rows ?? rowsOfUnknown) + ROWS_OF_AN_EMPTY_TABLE) * table.readings,
        share: table.isDone ? 1 : null,
        columnsDone: table.isDone ? table.columns : 0,
      },
    ]),
  );
  const told = (): void => report(workOf([...tables.values()], now() - startedAt));
  told();
  return {
    tell(name, { columns, share }) {
      const table = tables.get(name);
      if (table === undefined) return;
      table.share = share;
      table.columnsDone = share === 1 ? table.columns : columns;
      told();
    },
  };
}

function workOf(tables: readonly Counted[], elapsedMs: number): StoredWork {
  const toRead = tables.filter(({ isDone }) => !isDone);
  return {
    tables: { done: tables.filter(({ share }) => share === 1).length, total: tables.length },
    columns: { done: sum(tables, 'columnsDone'), total: sum(tables, 'columns') },
    tablesAtWork: tables.flatMap(({ table, share }) => (share !== null && share < 1 ? table : [])),
    cells: {
      done: Math.round(toRead.reduce((cells, table) => cells + table.cells * (table.share ?? 0), 0)),
      total: Math.round(sum(toRead, 'cells')),
    },
    elapsedMs: Math.round(elapsedMs),
  };
}

const sum = (tables: readonly Counted[], key: 'cells' | 'columns' | 'columnsDone'): number =>
  tables.reduce((total, table) => total + table[key], 0);

const average = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((total, one) => total + one, 0) / numbers.length;
