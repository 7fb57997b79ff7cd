/** The catalog_change table. */
import type { CatalogChange, CatalogChangeKind } from '@assay/checks';
import { uuidV7 } from '@assay/jobs';
import type { Queryable } from '../../store/store.ts';
import type { CatalogChangeRow } from '../../store/tables/catalog-tables.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';

export async function insertCatalogChanges(
  db: Queryable,
  look: { readonly runId: string; readonly tableGroupId: string; readonly seenAt: Date },
  changes: readonly CatalogChange[],
): Promise<void> {
  const rows = changes.map(({ table, column, ...what }) => ({
    id: uuidV7(),
    table_group_id: look.tableGroupId,
    run_id: look.runId,
    changed_at: look.seenAt,
    table_name: table,
    column_name: column,
    ...what,
  }));
  await inChunks(rows, (chunk) => db.insertInto('catalog_change').values(chunk).execute());
}

/** Changes after `after`, up to and with `upTo`, in the order in which they were found. */
export async function catalogChangesBetween(
  db: Queryable,
  tableGroupId: string,
  { after, upTo }: { readonly after: Date; readonly upTo: Date },
): Promise<CatalogChange[]> {
  const rows = await db
    .selectFrom('catalog_change')
    .select(['kind', 'table_name as table', 'column_name as column', 'before', 'after', 'because'])
    .where('table_group_id', '=', tableGroupId)
    .where('changed_at', '>', after)
    .where('changed_at', '<=', upTo)
    .orderBy('changed_at')
    .orderBy('id')
    .execute();
  return rows;
}

export interface ChangeFilter {
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  /** Empty = all. */
  readonly kind: readonly CatalogChangeKind[];
  /** ISO 8601; changes found then or later. */
  readonly since?: string | undefined;
}

/** Newest first; what one run found, in the order in which it found it. */
export function listCatalogChanges(
  db: Queryable,
  tableGroupId: string,
  { table, column, kind, since }: ChangeFilter,
  page: PageRequest,
): Promise<Page<CatalogChangeRow>> {
  const query = db
    .selectFrom('catalog_change')
    .selectAll()
    .where('table_group_id', '=', tableGroupId)
    .$if(table !== undefined, (rows) => rows.where('table_name', '=', table ?? ''))
    .$if(column !== undefined, (rows) => rows.where('column_name', '=', column ?? ''))
    .$if(kind.length > 0, (rows) => rows.where('kind', 'in', kind))
    .$if(since !== undefined, (rows) => rows.where('changed_at', '>=', new Date(since ?? 0)))
    .orderBy('changed_at', 'desc')
    .orderBy('id');
  return fetchPage(query, page);
}
