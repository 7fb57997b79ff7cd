/** Which columns of shown rows hold personal data, for callers who may not see it. */
import { parseColumnList, type TestDefinition } from '@assay/checks';
import type { Row } from '@assay/engine';
import type { Queryable } from '../../store/store.ts';

/** Shown instead of a value; null stays null, for that a value is missing tells nothing about anyone. */
const HIDDEN = '*****';

/**
 * Of a table, every column is hidden that the catalog does not know to be free of personal data: what was never
 * profiled may hold anything. Of a query of the user's own, the columns that its author listed are hidden, and those
 * named like a column with personal data anywhere in the group. Names are compared without regard to case.
 */
export async function hiddenColumns(
  db: Queryable,
  tableGroupId: string,
  definition: TestDefinition,
  shown: readonly string[],
): Promise<string[]> {
  const catalog = await catalogColumns(db, tableGroupId);
  if (definition.testType === 'CUSTOM') {
    const personal = new Set([...namesOf(catalog.filter(isPersonal)), ...declaredColumns(definition)]);
    return shown.filter((name) => personal.has(name.toLowerCase()));
  }
  const ofTable = catalog.filter(({ table }) => table === definition.table);
  const free = namesOf(ofTable.filter((column) => !isPersonal(column)));
  return shown.filter((name) => name !== ROW_COUNT && !free.has(name.toLowerCase()));
}

/** Added by listings of groups and of distinct values. */
const ROW_COUNT = 'row_count';

export const hideValues = (row: Row, hidden: readonly string[]): Row =>
  hidden.length === 0
    ? row
    : Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          value !== null && hidden.includes(name) ? HIDDEN : value,
        ]),
      );

interface CatalogedColumn {
  readonly table: string;
  readonly name: string;
  readonly pii: unknown;
}
const isPersonal = ({ pii }: CatalogedColumn): boolean => pii !== null;
const namesOf = (columns: readonly CatalogedColumn[]): ReadonlySet<string> =>
  new Set(columns.map(({ name }) => name.toLowerCase()));

function catalogColumns(db: Queryable, tableGroupId: string): Promise<CatalogedColumn[]> {
  return db
    .selectFrom('catalog_column')
    .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
    .select(['catalog_table.name as table', 'catalog_column.name', 'catalog_column.pii'])
    .where('catalog_table.table_group_id', '=', tableGroupId)
    .execute();
}

/** Validation has made sure that the list can be read. */
function declaredColumns({ parameters: { match_column_names: list } }: TestDefinition): string[] {
  if (list === null || list.trim() === '') return [];
  return parseColumnList(list).map((name) => name.toLowerCase());
}
