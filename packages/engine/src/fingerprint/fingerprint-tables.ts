/** Whether a table may have changed since it was last looked at, for the price of one plain aggregate. */
import { createHash } from 'node:crypto';
import { countRows, createRenderer, maximum, minimum, type Statement } from '@assay/dialects';
import { columnError } from '../profile/column-error.ts';
import { ordinaryFacets } from '../profile/column-facets.ts';
import { inParallel } from '../profile/in-parallel.ts';
import type { QueryOptions, RelationDescription, Target } from '../target.ts';

export interface TableFingerprint {
  readonly table: string;
  /** SHA-256, in hexadecimal; null when it could not be had: the table must be taken for changed. */
  readonly fingerprint: string | null;
}

/** Types with an order that every engine can aggregate. */
const ORDERED = new Set(['A', 'D', 'N']);

/**
 * Of names and types of the columns, the number of rows, and the least and greatest value of the `columnsOfInterest`
 * (dates and ids: what grows when rows come); of files instead the names, sizes and times. What is not seen: rows that are
 * changed in place, and rows exchanged for as many others, when the columns of interest keep their ends.
 * Throws TargetError when the run is canceled or the target is gone.
 */
export async function fingerprintTables(
  target: Target,
  tables: readonly RelationDescription[],
  columnsOfInterest: (table: RelationDescription) => readonly string[],
  options: QueryOptions = {},
): Promise<TableFingerprint[]> {
  return inParallel(tables, target.concurrency, async (table) => {
    const contents = await contentsOf(target, table, columnsOfInterest(table), options);
    if (contents === null) return { table: table.table, fingerprint: null };
    const columns = table.columns.map(({ name, nativeType }) => [name, nativeType]);
    const facts = JSON.stringify([table.table, table.kind, columns, contents]);
    return { table: table.table, fingerprint: createHash('sha256').update(facts).digest('hex') };
  });
}

/** Null when the rows cannot be asked. */
async function contentsOf(
  target: Target,
  table: RelationDescription,
  columnsOfInterest: readonly string[],
  options: QueryOptions,
): Promise<unknown> {
  if (table.unreadable !== null) return null;
  if (target.stamp !== undefined) return target.stamp(table);
  const about = { table: { schema: table.schema, table: table.table } };
  try {
    const [row] = await target.query(endsStatement(target, table, columnsOfInterest), { ...options, about });
    return row ?? null;
  } catch (error) {
    columnError(error);
    return null;
  }
}

function endsStatement(target: Target, table: RelationDescription, names: readonly string[]): Statement {
  const renderer = createRenderer(target.dialect);
  const wanted = table.columns.filter(
    ({ name, generalType }) => names.includes(name) && ORDERED.has(generalType),
  );
  const ends = wanted
    .slice(0, (target.dialect.abilities.maxSelectItems - 1) / 2)
    .flatMap((description, index) => {
      const { value } = target.facets?.(description) ?? ordinaryFacets(description);
      return [
        `${renderer.aggregate(minimum(value), null)} AS least_${index}`,
        `${renderer.aggregate(maximum(value), null)} AS greatest_${index}`,
      ];
    });
  const items = [`${renderer.aggregate(countRows(), null)} AS row_total`, ...ends];
  return renderer.statement(`SELECT ${items.join(', ')} FROM ${renderer.tableName(table)}`);
}
