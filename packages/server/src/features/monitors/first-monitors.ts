import type { Queryable } from '../../store/store.ts';
import { presentTables } from '../catalog/present-tables.ts';
import { insertDefinitions } from '../test-definitions/test-definitions.store.ts';
import { completeProfiles } from '../test-generation/complete-profiles.store.ts';
import { generateFreshness } from './generate-freshness.ts';
import type { MonitorSuite } from './monitors.store.ts';
import { schemaMonitor, volumeMonitor } from './new-monitors.ts';

/** Schema and Volume at once, Freshness where a profile says which columns tell that a table was written to. */
export async function addFirstMonitors(db: Queryable, suite: MonitorSuite): Promise<void> {
  const tables = await presentTables(db, suite.table_group_id);
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
