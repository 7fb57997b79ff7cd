/** Writes schema.sql from a freshly migrated embedded store; with --check says whether it is up to date (exit code 1 = no). */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { introspectSchema } from './introspect-schema.ts';
import { openPgliteSource } from './pglite/pglite-source.ts';
import { storeOver } from './store.ts';

const FILE = fileURLToPath(new URL('./schema.sql', import.meta.url));

async function currentSchema(): Promise<string> {
  const source = await openPgliteSource({
    dataDirectory: null,
    snapshotFile: null,
    statementTimeoutMs: 60_000,
    maintenanceIntervalMs: 0,
    onError: (error) => console.error(error),
  });
  const store = await storeOver(source);
  try {
    return await introspectSchema(store.db);
  } finally {
    await store.close();
  }
}

const schema = await currentSchema();
if (!process.argv.includes('--check')) writeFileSync(FILE, schema);
else if (readFileSync(FILE, 'utf8') !== schema) {
  console.error('schema.sql is not what the migrations add up to; run store/write-schema.ts');
  process.exitCode = 1;
}
