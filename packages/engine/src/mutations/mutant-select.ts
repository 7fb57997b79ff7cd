/** A damaged table as a SELECT over its copy. */
import { createRenderer, type Dialect, type Expression } from '@assay/dialects';
import { type Copies, columnNames } from '../pull/open-copies.ts';
import type { QueryOptions } from '../target.ts';
import type { PlannedMutant } from './plan-mutants.ts';

const spell = (dialect: Dialect, expression: Expression): string =>
  createRenderer(dialect).expression(expression);

/** Throws TargetError. */
export async function mutantSelect(
  { target }: Copies,
  mutant: PlannedMutant,
  options: QueryOptions,
): Promise<string> {
  const { copy, damage } = mutant;
  const names = columnNames(copy);
  const chosen = await chosenRows(target, mutant, options);
  const rows = `SELECT ${names.join(', ')} FROM ${copy.base}`;
  switch (damage.kind) {
    case 'lost_rows':
      return `${rows} WHERE ${chosen} IS NOT TRUE`;
    case 'repeated_rows':
      return `${rows} UNION ALL ${rows} WHERE ${chosen}`;
    case 'changed_values': {
      const changed = new Map(
        Object.entries(damage.values).map(([name, value]) => [
          target.dialect.quoteIdentifier(name),
          // What is too large for the column's own type is lost, as it would be on its way into a real one.
          `TRY_CAST(${spell(target.dialect, value)} AS ${copy.types.get(name)})`,
        ]),
      );
      const items = names.map((name) =>
        changed.has(name)
          ? `CASE WHEN ${chosen} THEN ${changed.get(name)} ELSE ${name} END AS ${name}`
          : name,
      );
      return `SELECT ${items.join(', ')} FROM ${copy.base}`;
    }
  }
}

/** The condition that holds for the rows that the damage befalls: the first ones by draw, among those where it may. */
async function chosenRows(
  target: Copies['target'],
  { copy, damage, damagedRows, possibleRows }: PlannedMutant,
  options: QueryOptions,
): Promise<string> {
  const where = spell(target.dialect, damage.where);
  if (damagedRows >= possibleRows) return `(${where})`;
  const statement = {
    sql: `SELECT ${copy.draw} AS last FROM ${copy.base} WHERE ${where} ORDER BY 1 LIMIT 1 OFFSET ${damagedRows - 1}`,
    values: [],
  };
  const [row] = await target.query(statement, options);
  return `(${copy.draw} <= ${Number(row?.last)} AND ${where})`;
}
