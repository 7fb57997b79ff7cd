/** Runs a suite against tables of each kind of target, each with a server on a store of another kind. */
import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { afterAll, beforeAll, describe } from 'vitest';
import { type GivenTables, givenCsvTables, givenPostgresTables } from './given-tables.ts';
import { startServerForTest, type TestServer } from './server-for-test.ts';

export interface GivenTable {
  /** PostgreSQL's types by name of the column; files find out by themselves. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface TestTarget extends GivenTables {
  readonly server: TestServer;
  /** Makes a table, or makes it anew. */
  put(table: string, content: GivenTable): Promise<void>;
  drop(table: string): Promise<void>;
}

interface ClosableTarget extends TestTarget {
  close(): Promise<void>;
}

/** Call `target()` inside tests and hooks. There are no tables at first. */
export function describeTargets(name: string, suite: (target: () => TestTarget) => void): void {
  const kinds = [
    ['files', filesTarget],
    ['postgresql', postgresTarget],
  ] as const;
  describe.each(kinds)(`${name} (%s)`, (kind, open) => {
    describe.runIf(kind === 'files' || postgresAvailable())('', () => {
      let target: ClosableTarget;
      beforeAll(async () => {
        target = await open();
      });
      afterAll(() => target?.close());
      suite(() => target);
    });
  });
}

async function filesTarget(): Promise<ClosableTarget> {
  const server = await startServerForTest('embedded');
  const tables = await givenCsvTables(server, {});
  return {
    ...tables,
    server,
    async put(table, { columns, rows }) {
      const lines = [Object.keys(columns), ...rows.map((row) => row.map(csvField))];
      tables.write(table, `${lines.map((line) => line.join(',')).join('\n')}\n`);
    },
    drop: async (table) => tables.removeTable(table),
    close: () => server.close(),
  };
}

/** Nothing is null, `""` is empty text. */
const csvField = (value: string | number | null): string =>
  typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value ?? '');

async function postgresTarget(): Promise<ClosableTarget> {
  const server = await startServerForTest('postgresql');
  const database = await createPostgresDatabase();
  const drop = async (table: string) => {
    await database.query(`DROP TABLE IF EXISTS "${table}"`);
  };
  return {
    ...(await givenPostgresTables(server, database.url)),
    server,
    async put(table, { columns, rows }) {
      await drop(table);
      const types = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
      await database.query(`CREATE TABLE "${table}" (${types.join(', ')})`);
      if (rows.length === 0) return;
      const values = rows.map((row) => `(${row.map(sqlValue).join(', ')})`);
      await database.query(`INSERT INTO "${table}" VALUES ${values.join(', ')}`);
    },
    drop,
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

const sqlValue = (value: string | number | null): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
