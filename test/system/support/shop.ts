/** A small shop in CSV files, and the places of the API that lead to it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, Job } from '@assay/contract';

export interface ShopPlaces {
  readonly projectCode: string;
  readonly connectionId: string;
  readonly tableGroupId: string;
  readonly testSuiteId: string;
}

/** 3 columns x 60 rows of customers, 3 columns x 40 rows of orders; some cells are bad. */
export function writeShopFiles(folder: string): void {
  const customers = Array.from({ length: 60 }, (_, at) => {
    const name = at === 7 ? '  Ada' : `Person ${at % 20}`;
    return `${at + 1},${name},${at < 3 ? 'n/a' : 'CA'}`;
  });
  const orders = Array.from({ length: 40 }, (_, at) => `${at + 1},${(at % 60) + 1},${(at * 1.5).toFixed(2)}`);
  writeFileSync(join(folder, 'customers.csv'), ['customer_id,name,state', ...customers, ''].join('\n'));
  writeFileSync(join(folder, 'orders.csv'), ['order_id,customer_id,amount', ...orders, ''].join('\n'));
}
export const SHOP_COUNTS = { tables: 2, columns: 6, rows: 100 } as const;

let sequence = 0;

/** A project with a connection to `config`, a table group over `schema` and an empty suite. */
export async function makePlaces(
  client: Client,
  connection: { type: 'files' | 'postgresql' | 'duckdb'; config: Record<string, string | number | boolean> },
  schema = 'main',
): Promise<ShopPlaces> {
  const projectCode = `P${++sequence}`;
  await client.createProject({ body: { project_code: projectCode, name: 'Shop' } });
  const project = { project_code: projectCode };
  const { id: connectionId } = await client.createConnection({
    ...project,
    body: { name: 'Shop data', ...connection } as never,
  });
  const { id: tableGroupId } = await client.createTableGroup({
    ...project,
    body: { name: 'Shop', connection_id: connectionId, schema },
  });
  const { id: testSuiteId } = await client.createTestSuite({
    table_group_id: tableGroupId,
    body: { name: 'Shop tests' },
  });
  return { projectCode, connectionId, tableGroupId, testSuiteId };
}

/** Submits a profiling run and waits for its end, however it ends. */
export async function profileAndWait(client: Client, tableGroupId: string): Promise<Job> {
  const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId });
  return client.waitForJob(id, { timeoutMs: 30_000 });
}

/** Generates tests from the latest profile and runs them; gives the job of the test run. */
export async function testAndWait(client: Client, testSuiteId: string): Promise<Job> {
  const generation = await client.submitTestGeneration({ test_suite_id: testSuiteId });
  await client.waitForJob(generation.id, { timeoutMs: 30_000 });
  const { id } = await client.submitTestRun({ test_suite_id: testSuiteId });
  return client.waitForJob(id, { timeoutMs: 30_000 });
}
