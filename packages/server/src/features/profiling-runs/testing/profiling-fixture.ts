/** Table groups over real data for tests of profiling, made through the API. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient, type NewTableGroup, type ProfilingRun, type Role } from '@assay/contract';
import type { PostgresDatabase } from '@assay/test-support';
import type { TestServer } from '../../testing/server-for-test.ts';

export interface Fixture {
  readonly projectCode: string;
  readonly connectionId: string;
  readonly tableGroupId: string;
}

export interface FilesFixture extends Fixture {
  /** Where the CSV files are. */
  readonly folder: string;
}

type GroupSettings = Partial<Pick<NewTableGroup, 'schema' | 'tables' | 'include' | 'exclude' | 'detect_pii'>>;

let sequence = 0;

/** A group over CSV files: table name -> lines, the header first. */
export async function filesGroup(
  server: TestServer,
  tables: Readonly<Record<string, readonly string[]>>,
  settings: GroupSettings = {},
): Promise<FilesFixture> {
  const folder = mkdtempSync(join(server.filesRoot, 'shop-'));
  for (const [table, lines] of Object.entries(tables)) writeTable(folder, table, lines);
  const fixture = await group(server, { type: 'files', config: { path: folder } }, settings);
  return { ...fixture, folder };
}

export function writeTable(folder: string, table: string, lines: readonly string[]): void {
  writeFileSync(join(folder, `${table}.csv`), `${lines.join('\n')}\n`);
}

/** A group over the schema `public` of a test's database. */
export function postgresGroup(
  server: TestServer,
  { host, port, database, user }: Pick<PostgresDatabase, 'host' | 'port' | 'database' | 'user'>,
  settings: GroupSettings = {},
): Promise<Fixture> {
  // The test server trusts everybody; a password is sent all the same, as in life.
  const config = { host, port, database, user, password: 'not-asked-for' };
  return group(server, { type: 'postgresql', config }, { schema: 'public', ...settings });
}

async function group(
  { client }: TestServer,
  target: { readonly type: 'files' | 'postgresql'; readonly config: Record<string, string | number> },
  settings: GroupSettings,
): Promise<Fixture> {
  sequence += 1;
  const project_code = `project-${process.pid}-${sequence}`;
  await client.createProject({ body: { project_code, name: 'Shop' } });
  const connection = await client.createConnection({ project_code, body: { name: 'data', ...target } });
  const tableGroup = await client.createTableGroup({
    project_code,
    body: { name: 'tables', connection_id: connection.id, schema: 'main', ...settings },
  });
  return { projectCode: project_code, connectionId: connection.id, tableGroupId: tableGroup.id };
}

/** Submits a run, waits for its end and gives its summary with details. */
export async function profile({ client }: TestServer, tableGroupId: string): Promise<ProfilingRun> {
  const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId, wait: 60 });
  return client.getProfilingRun({ job_id: id, include: ['details'] });
}

/** A client with a token of another role. */
export async function clientOf({ client, url }: TestServer, role: Role): Promise<Client> {
  sequence += 1;
  const { token } = await client.createToken({ body: { name: `${role} ${sequence}`, role } });
  return createClient({ url, token });
}

export const CUSTOMERS = [
  'customer_id,name,email,status,signed_up',
  ...Array.from({ length: 30 }, (_, i) => {
    const status = ['active', 'closed', 'n/a'][i % 3];
    return `${i + 1},Person ${i},person.${i}@example.org,${status},2024-0${(i % 9) + 1}-11`;
  }),
];
export const ORDERS = [
  'order_id,customer_id,amount',
  ...Array.from({ length: 50 }, (_, i) => `${i + 1},${(i % 30) + 1},${(i * 3.25).toFixed(2)}`),
];
