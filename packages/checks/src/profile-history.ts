import type { ColumnProfile, TableProfile } from './column-profile.ts';

/** Earlier profiles of a column by its name, newest first; runs that could not measure it are left out. */
export class ProfileHistory {
  readonly #columns = new Map<string, ColumnProfile[]>();

  /** `runs` are complete profiling runs, newest first. */
  constructor(runs: readonly (readonly TableProfile[])[]) {
    for (const column of runs.flat().flatMap((table) => table.columns)) {
      if (column.error !== null) continue;
      const key = keyOf(column);
      this.#columns.set(key, [...(this.#columns.get(key) ?? []), column]);
    }
  }

  of(column: { readonly table: string; readonly column: string }): readonly ColumnProfile[] {
    return this.#columns.get(keyOf(column)) ?? [];
  }
}

const keyOf = ({ table, column }: { readonly table: string; readonly column: string }): string =>
  JSON.stringify([table, column]);
