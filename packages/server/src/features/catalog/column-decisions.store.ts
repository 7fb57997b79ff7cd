/** What people say about columns: the flags of the catalog, and who set them. */
import type { ColumnDecision } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { sql } from 'kysely';
import { type JsonText, json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { CatalogColumn } from '../../store/tables/catalog-tables.ts';

export interface ColumnPlace {
  readonly tableGroupId: string;
  readonly table: string;
  readonly column: string;
}

/** Locked until the transaction ends; undefined when the catalog has no such column, or not any more. */
export function findColumnToChange(db: Queryable, place: ColumnPlace): Promise<CatalogColumn | undefined> {
  return db
    .selectFrom('catalog_column')
    .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
    .selectAll('catalog_column')
    .where('catalog_table.table_group_id', '=', place.tableGroupId)
    .where('catalog_table.name', '=', place.table)
    .where('catalog_column.name', '=', place.column)
    .where('catalog_table.dropped_at', 'is', null)
    .where('catalog_column.dropped_at', 'is', null)
    .forUpdate('catalog_column')
    .executeTakeFirst();
}

export type FlagChange = Partial<
  Pick<CatalogColumn, 'critical_data_element' | 'excluded' | 'description' | 'manual_fields'>
> & { readonly pii?: JsonText<NonNullable<CatalogColumn['pii']>> | null };

export async function updateFlags(db: Queryable, id: string, change: FlagChange): Promise<void> {
  await db.updateTable('catalog_column').set(change).where('id', '=', id).execute();
}

export interface NewDecision {
  readonly field: ColumnDecision;
  /** Null leaves the field to the rules. */
  readonly value: unknown;
}

export async function insertDecisions(
  db: Queryable,
  columnId: string,
  decisions: readonly NewDecision[],
  tokenId: string,
): Promise<void> {
  const rows = decisions.map(({ field, value }) => ({
    id: uuidV7(),
    catalog_column_id: columnId,
    field,
    value: value === null ? null : json(value),
    decided_by: tokenId,
  }));
  await db.insertInto('column_decision').values(rows).execute();
}

export interface StandingDecision {
  readonly catalog_column_id: string;
  readonly field: ColumnDecision;
  /** Name of the token; null when it was deleted since. */
  readonly decided_by: string | null;
  readonly decided_at: Date;
}

/** The newest decision of each field of these columns, by field. */
export async function listStandingDecisions(
  db: Queryable,
  columnIds: readonly string[],
): Promise<StandingDecision[]> {
  return db
    .selectFrom('column_decision')
    .leftJoin('api_token', 'api_token.id', 'column_decision.decided_by')
    .distinctOn(['catalog_column_id', 'field'])
    .select(['catalog_column_id', 'field', 'api_token.name as decided_by', 'decided_at'])
    .where(sql<boolean>`catalog_column_id = ANY (${columnIds}::uuid[])`)
    .orderBy('catalog_column_id')
    .orderBy('field')
    .orderBy('decided_at', 'desc')
    .orderBy('column_decision.id', 'desc')
    .execute();
}
