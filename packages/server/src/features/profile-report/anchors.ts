/** Addresses inside a report: numbers, since names of a user's tables make no safe ids. */
import type { ReportTable } from './report-data.ts';

export interface Anchors {
  table(table: string): string | null;
  column(table: string, column: string): string | null;
}

export function anchorsOf(tables: readonly ReportTable[]): Anchors {
  const byTable = new Map(tables.map((table, index) => [table.table, { table, index }]));
  const columns = new Map(
    tables.map(({ table, columns }) => [table, new Map(columns.map(({ column }, place) => [column, place]))]),
  );
  return {
    table(name) {
      const found = byTable.get(name);
      return found === undefined ? null : `t${found.index + 1}`;
    },
    column(name, column) {
      const place = columns.get(name)?.get(column);
      const table = byTable.get(name);
      return place === undefined || table === undefined ? null : `t${table.index + 1}c${place + 1}`;
    },
  };
}
