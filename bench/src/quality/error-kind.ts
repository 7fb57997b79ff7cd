/** One way in which data go bad: where it can happen, what it does, and which issue types should notice. */
import type { Cell, Random, Row } from '@assay/demo-data';
import type { ColumnRole, Dataset, QualityColumn, QualityTable } from './dataset.ts';

/** Shares of the rows; kinds that concern a whole column or table know only `whole`. */
export const SEVERITIES = { light: 0.005, moderate: 0.02, heavy: 0.12 } as const;
export type Severity = keyof typeof SEVERITIES | 'whole';

/** Fewer changed cells than this say nothing about a column. */
const FEWEST_CELLS = 3;

export interface Site {
  readonly dataset: Dataset;
  readonly table: QualityTable;
  readonly column: QualityColumn;
}

/** One changed cell, or one added row. */
export interface ManifestEntry {
  readonly table: string;
  /** `*`: the row as a whole. */
  readonly column: string;
  /** From 0, in the damaged table. */
  readonly row: number;
  readonly kind: string;
  readonly before: Cell;
  readonly after: Cell;
}

/** A table after the damage. */
export interface Change {
  readonly table: QualityTable;
  readonly entries: readonly ManifestEntry[];
  /** Columns, in the damaged table's names, whose findings the damage may explain. */
  readonly touched: readonly string[];
}

export interface Damage extends Site {
  /** Changed cells (or added rows) as a share of all rows. */
  readonly share: number;
  readonly cells: number;
  readonly entries: readonly ManifestEntry[];
}

/** Keys of issue types. */
export interface Expectation {
  /** Each of them should report the place. Empty: no profile can see it. */
  readonly must: readonly string[];
  /** True consequences of the damage, not asked for. */
  readonly may: readonly string[];
  /** Why these, or why none. */
  readonly because: string;
}

export interface ErrorKind {
  readonly key: string;
  readonly title: string;
  readonly severities: readonly Severity[];
  /** `column` damage of different columns can share a table; `table` damage is alone in it. */
  readonly scope: 'column' | 'table';
  readonly suits: (site: Site) => boolean;
  /** Null when there is nothing to change. */
  readonly apply: (site: Site, share: number, random: Random) => Change | null;
  readonly expects: (damage: Damage) => Expectation;
}

interface CellKind extends Pick<ErrorKind, 'key' | 'title' | 'suits' | 'expects'> {
  /** The damaged value; undefined where this value cannot be damaged so. */
  readonly spoil: (value: string, random: Random, site: Site, row: Row) => Cell | undefined;
  /** What the column's declaration and all its values become first. */
  readonly recast?: {
    readonly type: string;
    readonly write: (value: string, column: QualityColumn) => string;
  };
  readonly severities?: readonly Severity[];
}

/** Damage to a share of a column's cells. */
export function cellKind({ spoil, recast, severities, ...rest }: CellKind): ErrorKind {
  return {
    ...rest,
    severities: severities ?? ['light', 'moderate', 'heavy'],
    scope: 'column',
    apply(site, share, random) {
      const { table, column } = site;
      const { name } = column;
      const rows = table.rows.map((row) => {
        const value = row[name] ?? null;
        return recast === undefined || value === null ? row : { ...row, [name]: recast.write(value, column) };
      });
      const wanted = Math.max(FEWEST_CELLS, Math.round(share * rows.length));
      const entries: ManifestEntry[] = [];
      for (const index of random.sample([...rows.keys()], rows.length)) {
        if (entries.length === wanted) break;
        const row = rows[index] as Row;
        const before = row[name] ?? null;
        if (before === null) continue;
        const after = spoil(before, random, site, row);
        if (after === undefined || after === before) continue;
        rows[index] = { ...row, [name]: after };
        entries.push({ table: table.name, column: name, row: index, kind: rest.key, before, after });
      }
      if (entries.length < FEWEST_CELLS) return null;
      const columns = recast === undefined ? table.columns : replaced(table, column, { type: recast.type });
      return { table: { ...table, columns, rows }, entries, touched: [name] };
    },
  };
}

interface ColumnKind extends Pick<ErrorKind, 'key' | 'title' | 'suits' | 'expects'> {
  /** New values of all cells, from the old ones; when left out they stay. */
  readonly remake?: (value: Cell, random: Random, site: Site, row: Row, index: number) => Cell;
  readonly redeclare?: (column: QualityColumn) => Partial<Pick<QualityColumn, 'name' | 'type'>>;
}

/** Damage to a whole column. */
export function columnKind({ remake, redeclare, ...rest }: ColumnKind): ErrorKind {
  return {
    ...rest,
    severities: ['whole'],
    scope: 'column',
    apply(site, _share, random) {
      const { table, column } = site;
      const { name } = column;
      const declared = { ...column, ...redeclare?.(column) };
      const rows = table.rows.map((row, index) => {
        const { [name]: before = null, ...others } = row;
        return {
          ...others,
          [declared.name]: remake ? remake(before, random, site, row, index) : before,
        } as Row;
      });
      const entries = table.rows.map((row, index) => ({
        table: table.name,
        column: declared.name,
        row: index,
        kind: rest.key,
        before: row[name] ?? null,
        after: rows[index]?.[declared.name] ?? null,
      }));
      return {
        table: { ...table, columns: replaced(table, column, declared), rows },
        entries,
        touched: [declared.name],
      };
    },
  };
}

export const hasRole =
  (...roles: readonly ColumnRole[]) =>
  ({ column }: Site): boolean =>
    roles.includes(column.role);

/** Every row holds a value. */
export const isComplete = ({ table, column }: Site): boolean =>
  table.rows.every((row) => row[column.name] !== null);

function replaced(
  table: QualityTable,
  column: QualityColumn,
  changes: Partial<QualityColumn>,
): readonly QualityColumn[] {
  return table.columns.map((each) => (each === column ? { ...each, ...changes } : each));
}
