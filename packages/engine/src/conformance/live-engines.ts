/** Every way in which Assay measures, for suites that must give the same answer on all of them. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeasuredTable, ScanStrategy } from '@assay/checks';
import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import {
  DEFAULT_ENGINE_OPTIONS,
  type EngineOptions,
  type MeasureCatalog,
  openTarget,
  profileTables,
  type RelationDescription,
  type Target,
} from '../index.ts';
import { type ExampleSchema, schemaStatements, writeDuckdbFile } from './example-tables.ts';

export interface LiveEngine {
  readonly name: string;
  readonly strategy: ScanStrategy;
  readonly available: () => boolean;
  /** False where varchar(12) and varchar(14) are one type. */
  readonly keepsTextLengths: boolean;
  /** Makes the schemas in a place of their own and opens it. Bare table names mean `searchedSchema`. */
  readonly open: (schemas: readonly ExampleSchema[], searchedSchema?: string) => Promise<OpenedEngine>;
}
export interface OpenedEngine {
  readonly target: Target;
  readonly options: EngineOptions;
  close(): Promise<void>;
}

export async function testOptions(changes: Partial<EngineOptions> = {}) {
  const home = await mkdtemp(join(tmpdir(), 'assay-engine-'));
  const files = join(home, 'files');
  await mkdir(files);
  const options: EngineOptions = {
    ...DEFAULT_ENGINE_OPTIONS,
    fileRoots: [files],
    scratchDirectory: join(home, 'scratch'),
    memoryLimitBytes: 512 * 1024 ** 2,
    threads: 2,
    ...changes,
  };
  return { options, files, remove: () => rm(home, { recursive: true, force: true }) };
}

async function openDuckdb(schemas: readonly ExampleSchema[], searchedSchema?: string): Promise<OpenedEngine> {
  const { options, files, remove } = await testOptions();
  const path = join(files, 'examples.duckdb');
  // DuckDB finds bare names in `main` alone.
  await writeDuckdbFile(
    path,
    schemas.map((each) => (each.schema === searchedSchema ? { ...each, schema: 'main' } : each)),
  );
  const target = await openTarget({ type: 'duckdb', path }, options);
  return {
    target,
    options,
    async close() {
      await target.close();
      await remove();
    },
  };
}

async function openPostgres(
  schemas: readonly ExampleSchema[],
  searchedSchema?: string,
): Promise<OpenedEngine> {
  const { options, remove } = await testOptions();
  const database = await createPostgresDatabase();
  for (const statement of schemas.flatMap(schemaStatements)) await database.query(statement);
  const url = new URL(database.url);
  if (searchedSchema !== undefined) url.searchParams.set('options', `-c search_path=${searchedSchema}`);
  const target = await openTarget({ type: 'postgresql', url: url.href }, options);
  return {
    target,
    options,
    async close() {
      await target.close();
      await database.drop();
      await remove();
    },
  };
}

const duckdb = { available: () => true, keepsTextLengths: false, open: openDuckdb } as const;
const postgresql = { available: postgresAvailable, keepsTextLengths: true, open: openPostgres } as const;

export const LIVE_ENGINES: readonly LiveEngine[] = [
  { name: 'DuckDB, in place', strategy: 'in_place', ...duckdb },
  { name: 'PostgreSQL, pulled', strategy: 'pull', ...postgresql },
  { name: 'PostgreSQL, pushed', strategy: 'push', ...postgresql },
];

/** Profiles tables as a run would; by table name. */
export async function profileAll(
  { target, options }: OpenedEngine,
  tables: readonly RelationDescription[],
  strategy: ScanStrategy,
  runAt: string,
  catalog?: MeasureCatalog,
): Promise<Map<string, MeasuredTable>> {
  const measured = new Map<string, MeasuredTable>();
  const hooks = {
    signal: new AbortController().signal,
    onTable: (table: MeasuredTable) => {
      measured.set(table.table, table);
    },
  };
  await profileTables(target, { tables, runAt, strategy }, options, hooks, catalog);
  return measured;
}
