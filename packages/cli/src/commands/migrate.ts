/** `assay migrate`: brings the store to this version's schema. Servers do the same when they start. */
import { migrateStore, readConfig } from '@assay/server';

export async function migrate(): Promise<void> {
  const config = readConfig();
  await migrateStore(config);
  process.stdout.write(
    `The store ${config.databaseUrl === null ? `in ${config.home}` : 'on PostgreSQL'} is up to date.\n`,
  );
}
