/** Names of every kind, in a database and in files, along the whole road. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssayHome, type AssayProcess, makeHome, startAssay } from './support/assay-process.ts';
import { makePlaces, profileAndWait, type ShopPlaces, testAndWait } from './support/shop.ts';

const NAMES = [
  'with space',
  'with "double" quotes',
  "it's quoted",
  'dotted.name',
  'UPPER',
  'select',
  '100%',
  '🛒 cart',
  'ünïcödé',
  `${'long_'.repeat(12)}end`,
  ';DROP TABLE x;--',
  '$1',
  'back\\slash',
];
/** Those that a file system takes as well. */
const FILE_NAMES = NAMES.filter((name) => !name.includes('/'));

/** Profiles, generates, tests, and asks for the rows behind every failure. */
async function walkTheRoad(assay: AssayProcess, places: ShopPlaces, names: readonly string[]): Promise<void> {
  const profiled = await profileAndWait(assay.client, places.tableGroupId);
  expect(profiled).toMatchObject({ status: 'completed' });
  const run = await assay.client.getProfilingRun({ job_id: profiled.id, include: ['details'] });
  expect(run.details?.warnings).toEqual([]);
  const columns = await assay.client.listColumnProfiles({ job_id: profiled.id, limit: 100 });
  expect(new Set(columns.items.map(({ table }) => table))).toEqual(new Set(names));
  for (const { table, column, measures } of columns.items) {
    expect(measures.record_ct).toBe(12);
    const detail = await assay.client.getColumnProfile({ job_id: profiled.id, table, column });
    expect(detail.column).toBe(column);
  }
  const tested = await testAndWait(assay.client, places.testSuiteId);
  expect(tested.status).toBe('completed');
  const results = await assay.client.listTestResults({ job_id: tested.id, limit: 100 });
  expect(results.items.filter(({ status }) => status === 'Error')).toEqual([]);
  const failed = results.items.filter(({ test_type }) => test_type === 'Dupe_Rows');
  expect(failed.map(({ table, status }) => [table, status]).sort()).toEqual(
    names.map((name) => [name, 'Failed']).sort(),
  );
  for (const { id } of failed) {
    const rows = await assay.client.listFailingRows({ test_result_id: id });
    expect(rows.rows).toHaveLength(1);
  }
}

describePostgres('names in a database', () => {
  let home: AssayHome;
  let assay: AssayProcess;
  let target: PostgresDatabase;
  beforeAll(async () => {
    home = await makeHome('embedded');
    assay = await startAssay(home);
    target = await createPostgresDatabase();
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
    await target.query(`CREATE SCHEMA ${quoted('the "odd" schema')}`);
    for (const name of NAMES) {
      await target.query(
        `CREATE TABLE ${quoted('the "odd" schema')}.${quoted(name)} AS
         SELECT least(g, 11) AS ${quoted(name)}, 'v' || least(g, 11) AS ${quoted(`${name.slice(0, 20)} 2`)}
         FROM generate_series(1, 12) g`,
      );
    }
  });
  afterAll(async () => {
    await assay.stop();
    await target.drop();
    await home.remove();
  });

  it.each(['pull', 'push'] as const)('work everywhere when tables are read by %s', async (strategy) => {
    const config = { host: target.host, port: target.port, database: target.database, user: target.user };
    const places = await makePlaces(assay.client, { type: 'postgresql', config }, 'the "odd" schema');
    await assay.client.updateTableGroup({ table_group_id: places.tableGroupId, body: { strategy } });
    await walkTheRoad(assay, places, NAMES);
  });
});

describe('names of files', () => {
  let home: AssayHome;
  let assay: AssayProcess;
  beforeAll(async () => {
    home = await makeHome('embedded');
    for (const name of FILE_NAMES) {
      const rows = Array.from({ length: 12 }, (_, at) => `${Math.min(at, 10)},v${Math.min(at, 10)}`);
      const header = `"${name.replaceAll('"', '""')}",other`;
      writeFileSync(join(home.files, `${name}.csv`), [header, ...rows, ''].join('\n'));
    }
    assay = await startAssay(home);
  });
  afterAll(async () => {
    await assay.stop();
    await home.remove();
  });

  it('work everywhere', async () => {
    const places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    await walkTheRoad(assay, places, FILE_NAMES);
  });
});
