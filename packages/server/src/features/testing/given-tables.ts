/** A project, a connection and a table group over tables that a test makes up. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '@assay/contract';
import type { TestServer } from './server-for-test.ts';

export interface GivenTables {
  readonly projectCode: string;
  readonly connectionId: string;
  readonly tableGroupId: string;
}

let made = 0;

export interface GivenCsvTables extends GivenTables {
  readonly folder: string;
  /** Adds a table, or replaces it. */
  write(table: string, csv: string): void;
  removeTable(table: string): void;
  /** Deletes the whole folder, and names it. */
  remove(): string;
}

/** CSV texts by table name, in a folder of their own. */
export async function givenCsvTables(
  server: TestServer,
  tables: Readonly<Record<string, string>>,
): Promise<GivenCsvTables> {
  const folder = join(server.filesRoot, `tables-${made++}`);
  mkdirSync(folder);
  const fileOf = (table: string) => join(folder, `${table}.csv`);
  const write = (table: string, csv: string) => writeFileSync(fileOf(table), csv);
  const removeTable = (table: string) => rmSync(fileOf(table));
  const remove = () => {
    rmSync(folder, { recursive: true });
    return folder;
  };
  for (const [table, csv] of Object.entries(tables)) write(table, csv);
  return {
    ...(await givenGroup(server, { type: 'files', config: { path: folder } }, 'main')),
    folder,
    write,
    removeTable,
    remove,
  };
}

/** The tables of schema `public` of a PostgreSQL database. */
export function givenPostgresTables(server: TestServer, url: string): Promise<GivenTables> {
  return givenGroup(server, { type: 'postgresql', config: { url } }, 'public');
}

async function givenGroup(
  { client }: TestServer,
  connection: { readonly type: 'files' | 'postgresql'; readonly config: Record<string, string> },
  schema: string,
): Promise<GivenTables> {
  const projectCode = `project-${made++}`;
  await client.createProject({ body: { project_code: projectCode, name: projectCode } });
  const { id: connectionId } = await client.createConnection({
    project_code: projectCode,
    body: { name: 'tables', ...connection },
  });
  const group = await client.createTableGroup({
    project_code: projectCode,
    body: { name: 'tables', connection_id: connectionId, schema },
  });
  return { projectCode, connectionId, tableGroupId: group.id };
}

/** Waits for a job that is expected to complete; fails with what the job says when it does not. */
export async function completed({ client }: TestServer, submitted: { readonly id: string }): Promise<Job> {
  const job = await client.waitForJob(submitted.id, { timeoutMs: 25_000 });
  if (job.status !== 'completed') throw new Error(`the job ended ${job.status}: ${job.error_message}`);
  return job;
}

/** Runs a suite and gives the summary with details. */
export async function runTests(server: TestServer, suiteId: string) {
  const submitted = await server.client.submitTestRun({ test_suite_id: suiteId });
  await completed(server, submitted);
  return server.client.getTestRun({ job_id: submitted.id, include: ['details'] });
}
