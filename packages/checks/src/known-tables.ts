/** The tables and columns that a run may name, found whatever the case they are written in. */
import type { ColumnType } from '@assay/dialects';

export interface KnownColumn extends ColumnType {
  readonly name: string;
}
export interface KnownTable {
  readonly schema: string | null;
  readonly table: string;
  readonly columns: readonly KnownColumn[];
}

export class KnownTables {
  readonly #tables = new Map<string, KnownTable[]>();

  constructor(tables: readonly KnownTable[]) {
    for (const table of tables) {
      const key = keyOf(table.schema, table.table);
      this.#tables.set(key, [...(this.#tables.get(key) ?? []), table]);
    }
  }

  /** The table of that name; the exact spelling wins where several differ only in case. */
  table(schema: string | null, name: string): KnownTable | null {
    const candidates = this.#tables.get(keyOf(schema, name)) ?? [];
    return (
      candidates.find((table) => table.table === name && table.schema === schema) ??
      candidates.find((table) => table.table === name) ??
      candidates[0] ??
      null
    );
  }
}

/** The column of that name; the exact spelling wins where several differ only in case. */
export function knownColumn(table: KnownTable, name: string): KnownColumn | null {
  const folded = name.toLowerCase();
  return (
    table.columns.find((column) => column.name === name) ??
    table.columns.find((column) => column.name.toLowerCase() === folded) ??
    null
  );
}

const keyOf = (schema: string | null, table: string): string =>
  JSON.stringify([schema?.toLowerCase() ?? null, table.toLowerCase()]);

/** `shop.orders`, as people write it. */
export const placeOf = (schema: string | null, ...names: readonly string[]): string =>
  [...(schema === null ? [] : [schema]), ...names].join('.');
