import type { Queryable } from '../../store/store.ts';

/** Rows by table, as the newest profile counted them; for estimates. Tables that nobody has counted are not there. */
export async function lastRowCounts(
  db: Queryable,
  tableGroupId: string,
): Promise<ReadonlyMap<string, number>> {
  const tables = await db
    .selectFrom('catalog_table')
    .select(['name', 'record_ct'])
    .where('table_group_id', '=', tableGroupId)
    .where('record_ct', 'is not', null)
    .execute();
  return new Map(tables.map(({ name, record_ct }) => [name, Number(record_ct)]));
}
