/** What people said about the columns of a table group: runs take it over and never change it. */
import type { PiiFlag } from '@assay/checks';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';

export interface SaidColumn {
  readonly table: string;
  readonly column: string;
  /** Undefined leaves it to the rules; null says that the column holds no personal data. */
  readonly pii?: PiiFlag | null;
  readonly criticalDataElement?: boolean;
  readonly excluded: boolean;
}

/** Columns about which somebody said something that a run must know. */
export async function listSaidColumns(db: Queryable, tableGroupId: string): Promise<SaidColumn[]> {
  const rows = await db
    .selectFrom('catalog_column')
    .innerJoin('catalog_table', 'catalog_table.id', 'catalog_column.catalog_table_id')
    .select(['catalog_table.name as table', 'catalog_column.name as column', 'excluded'])
    .select(['catalog_column.pii', 'critical_data_element', 'catalog_column.manual_fields'])
    .where('catalog_table.table_group_id', '=', tableGroupId)
    .where(sql<boolean>`(excluded OR catalog_column.manual_fields && ARRAY['pii', 'critical_data_element'])`)
    .execute();
  return rows.map(({ table, column, excluded, pii, critical_data_element, manual_fields: said }) => ({
    table,
    column,
    excluded,
    ...(said.includes('pii') ? { pii } : {}),
    ...(said.includes('critical_data_element') ? { criticalDataElement: critical_data_element } : {}),
  }));
}

/** Names of excluded columns by table. */
export const excludedByTable = (said: readonly SaidColumn[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    [...Map.groupBy(said, ({ table }) => table)].map(([table, columns]) => [
      table,
      new Set(columns.filter(({ excluded }) => excluded).map(({ column }) => column)),
    ]),
  );
