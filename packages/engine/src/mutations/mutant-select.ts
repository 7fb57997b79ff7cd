/** A damaged table as a SELECT over its copy. */
import { createRenderer, dialects, type Expression } from '@assay/dialects';
import type { QueryOptions } from '../target.ts';
import { type Copies, columnNames } from './open-copies.ts';
import type { PlannedMutant } from './plan-mutants.ts';

const duckdb = dialects.duckdb;
const sql = (expression: Expression): string => createRenderer(duckdb).expression(expression);

/** Throws TargetError. */
export async function mutantSelect(
  { target }: Copies,
  mutant: PlannedMutant,
  options: QueryOptions,
): Promise<string> {
  const { copy, damage } = mutant;
  const { base } = copy;
  const names = columnNames(copy);
  const chosen = await chosenRows(target, mutant, options);
  switch (damage.kind) {
    case 'lost_rows':
      return `SELECT ${names.join(', ')} FROM ${base} WHERE ${chosen} IS NOT TRUE`;
    case 'repeated_rows': {
      const rows = `SELECT ${names.join(', ')} FROM ${base}`;
      return `${rows} UNION ALL ${rows} WHERE ${chosen}`;
    }
    case 'changed_values': {
      const items = names.map((name) => changedItem(name, damage.values, copy.types, chosen));
      return `SELECT ${items.join(', ')} FROM ${base}`;
    }
  }
}

function changedItem(
  name: string,
  values: Readonly<Record<string, Expression>>,
  types: ReadonlyMap<string, string>,
  chosen: string,
): string {
  const changed = Object.entries(values).find(([column]) => duckdb.quoteIdentifier(column) === name);
  if (changed === undefined) return name;
  const [column, value] = changed;
  // What is too large for the column's own type is lost, as it would be on its way into a real one.
  return `CASE WHEN ${chosen} THEN TRY_CAST(${sql(value)} AS ${types.get(column)}) ELSE ${name} END AS ${name}`;
}

/** The condition that holds for the rows that the damage befalls: the first ones by draw, among those where it may. */
async function chosenRows(
  target: Copies['target'],
  { copy, damage, damagedRows, possibleRows }: PlannedMutant,
  options: QueryOptions,
): Promise<string> {
  const where = sql(damage.where);
  if (damagedRows >= possibleRows) return `(${where})`;
  const statement = {
    sql: `SELECT ${copy.draw} AS last FROM ${copy.base} WHERE ${where} ORDER BY 1 LIMIT 1 OFFSET ${damagedRows - 1}`,
    values: [],
  };
  const [row] = await target.query(statement, options);
  return `(${copy.draw} <= ${Number(row?.last)} AND ${where})`;
}
