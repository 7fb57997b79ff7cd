import type { Queryable } from '../../store/store.ts';
import { selectsTable } from '../table-groups/select-tables.ts';
import type { PlacedTableGroup } from '../table-groups/table-groups.store.ts';
import { insertDefinitions } from '../test-definitions/test-definitions.store.ts';
import { completeProfiles } from '../test-generation/complete-profiles.store.ts';
import { generateFreshness } from './generate-freshness.ts';
import type { MonitorSuite } from './monitors.store.ts';
import { schemaMonitor, volumeMonitor } from './new-monitors.ts';

/** Schema and Volume at once, Freshness where a profile says which columns tell that a table was written to. */
export async function addFirstMonitors(
  db: Queryable,
  suite: MonitorSuite,
  { tables: listed, include_masks: include, exclude_masks: exclude }: PlacedTableGroup,
): Promise<void> {
  const known = await db
    .selectFrom('catalog_table')
    .select('name')
    .where('table_group_id', '=', suite.table_group_id)
    .where('dropped_at', 'is', null)
    .orderBy('name')
    .execute();
  const isMeant = selectsTable({ tables: listed, include, exclude });
  const tables = known.map(({ name }) => name).filter(isMeant);
  const at = new Date();
  await insertDefinitions(db, [
    schemaMonitor(suite, at),
    ...tables.map((table) => volumeMonitor(suite, at, table)),
  ]);
  const [profile] = await completeProfiles(db, suite.table_group_id, { limit: 1, withGroupings: false });
  if (profile === undefined) return;
  const profiled = profile.tables.filter(({ table }) => tables.includes(table));
  await generateFreshness(db, suite, { ...profile, tables: profiled }, 'insert');
}
