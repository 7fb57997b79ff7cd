/** Rows as a relation called `given` with columns x, y, z ... that no planner can fold into constants. */
import type { LiteralValue } from '../expression.ts';
import type { Cell, GivenType, LiveEngine } from './live-engines.ts';

export type Given = readonly [type: GivenType, value: Cell];

export const COLUMN_NAMES = ['x', 'y', 'z', 'w'] as const;

/** `values` are the statement's, after those that the expression has bound; the cells are appended to them. */
export async function answers(
  engine: LiveEngine,
  types: readonly GivenType[],
  rows: readonly (readonly Cell[])[],
  select: { readonly sql: string; readonly values: readonly LiteralValue[] },
): Promise<readonly Readonly<Record<string, Cell>>[]> {
  const values: LiteralValue[] = [...select.values];
  const bound = (cell: Cell, type: GivenType): string => {
    values.push(cell === null ? null : String(cell));
    return `CAST(CAST($${values.length} AS ${engine.types.text}) AS ${engine.types[type]})`;
  };
  const tuples = rows.map((row) => {
    const cells = row.map((cell, index) => bound(cell, types[index] as GivenType));
    return `(${cells.join(', ')})`;
  });
  const names = types.map((_, index) => COLUMN_NAMES[index]).join(', ');
  const relation =
    rows.length === 0
      ? `SELECT ${types.map((type) => `CAST(NULL AS ${engine.types[type]})`).join(', ')} WHERE FALSE`
      : `VALUES ${tuples.join(', ')}`;
  return engine.run({
    sql: `WITH given(${names}) AS MATERIALIZED (${relation}) SELECT ${select.sql} FROM given`,
    values,
  });
}
