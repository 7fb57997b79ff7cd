import { ParameterSyntaxError, parseColumnList, type SemanticType, type TestDefinition } from '@assay/checks';
import type { Queryable } from '../../store/store.ts';

/**
 * Columns of whole rows as people read them: first those that tell which row it is, then those that the test is about,
 * then the others; in the order of the table within each. Without a known key, as in a table that was never profiled,
 * the order of the table stays: keys mostly come first there.
 */
export async function orderColumns(
  db: Queryable,
  tableGroupId: string,
  { table, column }: TestDefinition,
  shown: readonly string[],
): Promise<string[]> {
  const keys = await keyColumns(db, tableGroupId, table);
  if (keys.size === 0) return [...shown];
  const tested = testedColumns(column);
  const rank = (name: string): number => {
    if (keys.has(name)) return 0;
    return tested.has(name.toLowerCase()) ? 1 : 2;
  };
  return shown.toSorted((a, b) => rank(a) - rank(b));
}

/** What profiling gives columns whose values are all different and that identify something. */
const KEY_TYPES: readonly SemanticType[] = ['ID-Unique', 'ID-Unique-SK'];

async function keyColumns(
  db: Queryable,
  tableGroupId: string,
  table: string | null,
): Promise<ReadonlySet<string>> {
  if (table === null) return new Set();
  const columns = await db
    .selectFrom('catalog_column')
    .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
    .select('catalog_column.name')
    .where('catalog_table.table_group_id', '=', tableGroupId)
    .where('catalog_table.name', '=', table)
    .where('catalog_column.semantic_type', 'in', KEY_TYPES)
    .execute();
  return new Set(columns.map(({ name }) => name));
}

/** Empty where the column is a label of the user's own and no list of columns. */
function testedColumns(column: string | null): ReadonlySet<string> {
  if (column === null || column.trim() === '') return new Set();
  try {
    return new Set([column, ...parseColumnList(column)].map((name) => name.toLowerCase()));
  } catch (error) {
    if (error instanceof ParameterSyntaxError) return new Set();
    throw error;
  }
}
