/** Which columns of shown rows hold personal data, for callers who may not see it. */
import {
  columnsBehind,
  DIFFERENCE_COLUMN,
  ofReference,
  parseColumnList,
  type TestDefinition,
} from '@assay/checks';
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
  if (definition.parameters.match_connection_name === null)
    return shown.filter((name) => name !== ROW_COUNT && !free.has(name.toLowerCase()));
  const personal = new Set([
    ...namesOf(ofTable.filter(isPersonal)),
    ...(await personalInReference(db, tableGroupId, definition)),
  ]);
  return shown.filter((name) => {
    const behind = columnsBehind(name.toLowerCase());
    if (behind.some((column) => personal.has(column))) return true;
    return !ADDED.has(name) && !behind.some((column) => free.has(column));
  });
}

/** Added by listings of groups and of distinct values. */
const ROW_COUNT = 'row_count';
/** Added by comparisons of two connections. */
const ADDED: ReadonlySet<string> = new Set([ROW_COUNT, ofReference(ROW_COUNT), DIFFERENCE_COLUMN]);

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

const declaredColumns = ({ parameters }: TestDefinition): string[] => listed(parameters.match_column_names);

/** In lower case. Validation has made sure that the list can be read. */
function listed(list: string | null): string[] {
  if (list === null || list.trim() === '') return [];
  return parseColumnList(list).map((name) => name.toLowerCase());
}

/**
 * Tested columns that are compared with a column which any table group of the reference connection knows to be personal:
 * whoever marked it there meant its values.
 */
async function personalInReference(
  db: Queryable,
  tableGroupId: string,
  { column, parameters }: TestDefinition,
): Promise<string[]> {
  const rows = await db
    .selectFrom('catalog_column')
    .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
    .innerJoin('table_group', 'table_group.id', 'catalog_table.table_group_id')
    .innerJoin('connection', 'connection.id', 'table_group.connection_id')
    .innerJoin('table_group as tested', 'tested.project_id', 'connection.project_id')
    .select(['catalog_table.name as table', 'catalog_column.name', 'catalog_column.pii'])
    .where('tested.id', '=', tableGroupId)
    .where('connection.name', '=', parameters.match_connection_name?.trim() ?? '')
    .where('catalog_table.name', '=', parameters.match_table_name?.trim() ?? '')
    .execute();
  const personal = namesOf(rows.filter(isPersonal));
  const renamed = new Map([
    ...pairs(column, parameters.match_column_names),
    ...pairs(parameters.groupby_names, parameters.match_groupby_names),
  ]);
  return [...personal].map((name) => renamed.get(name) ?? name);
}

/** Tested name by the reference's. */
function pairs(here: string | null, there: string | null): (readonly [string, string])[] {
  const names = listed(here);
  return listed(there).map((name, index) => [name, names[index] ?? name]);
}
