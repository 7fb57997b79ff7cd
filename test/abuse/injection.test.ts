/** Every text that reaches a target stays the text that it is: nothing of it is run, unless it is SQL by intention. */
import type { Client, TestResult, TestType } from '@assay/contract';
import { ApiError } from '@assay/contract';
import { duckdbForFile, postgresAvailable } from '@assay/test-support';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuardedTarget, guardedDuckdb, guardedPostgres } from './injection/guarded-target.ts';
import { HOSTILE_NAMES, hostileCondition, hostileSql, shows } from './injection/hostile-sql.ts';
import {
  type AbusedHome,
  type AbusedServer,
  makeAbusedHome,
  startAbusedServer,
} from './support/abused-server.ts';

const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Texts a parameter. */
const TRIES = Number(process.env.FUZZ_RUNS ?? 2);
const CONDITIONS = 60 * TRIES;
const ORDERS = 12;
const WITHOUT_NOTE = 2;

/** What a parameter holds while another one is hostile. */
const HARMLESS: Readonly<Record<string, string | number>> = {
  ...{ number: '1', integer: 1, text: 'x', date: '2026-01-01', value_list: "('a','b')", column_list: 'note' },
  ...{ sql_query: 'SELECT * FROM shop.orders', sql_condition: '1=1', name: 'note' },
};
const HARMLESS_NAMES: Readonly<Record<string, string>> = {
  ...{ match_table_name: 'orders', match_schema_name: 'shop', window_date_column: 'day' },
  match_connection_name: 'the same',
};
const SQL_BY_INTENTION = ['sql_query', 'sql_condition'];

type Definition = Readonly<Record<string, unknown>> & { readonly test_type: string };

describe.each(['postgresql', 'duckdb'] as const)('texts of users on their way to %s', (kind) => {
  describe.runIf(kind === 'duckdb' || postgresAvailable())('', { timeout: 120_000 }, () => {
    let home: AbusedHome;
    let server: AbusedServer;
    let target: GuardedTarget;
    let client: Client;
    let connectionId: string;
    const maker = duckdbForFile();

    beforeAll(async () => {
      home = makeAbusedHome();
      target = kind === 'postgresql' ? await guardedPostgres() : await guardedDuckdb(home.files, await maker);
      await target.addTables(`sh"op'; --`, HOSTILE_NAMES);
      server = await startAbusedServer(home);
      client = server.client;
      await client.createProject({ body: { project_code: 'P', name: 'P' } });
      for (const name of ['guarded', 'the same']) {
        const body = { name, type: target.type, config: target.config } as never;
        connectionId = (await client.createConnection({ project_code: 'P', body })).id;
      }
    });
    afterAll(async () => {
      await server?.close();
      await target?.drop();
      home?.remove();
    });

    let made = 0;
    const newGroup = (settings: object) =>
      client.createTableGroup({
        project_code: 'P',
        body: { name: `group ${made++}`, connection_id: connectionId, schema: 'shop', ...settings },
      });
    const newSuite = (table_group_id: string) =>
      client.createTestSuite({ table_group_id, body: { name: `suite ${made++}` } });
    const finished = async ({ id }: { id: string }) => {
      const job = await client.waitForJob(id, { timeoutMs: 90_000 });
      expect(job, server.takeErrors().join('')).toMatchObject({ status: 'completed', error_message: null });
      return id;
    };

    /** Kept without a dry run, so that the run itself has to cope; results by definition. Refused ones have none. */
    const runAll = async (definitions: readonly Definition[]): Promise<Map<Definition, TestResult>> => {
      const group = await newGroup({});
      const suite = await newSuite(group.id);
      const kept = new Map<string, Definition>();
      for (const definition of definitions) {
        const id = await client
          .createTestDefinition({ test_suite_id: suite.id, validate: false, body: definition as never })
          .then((answer) => answer.id)
          .catch((error: unknown) => {
            expect(error).toBeInstanceOf(ApiError);
            expect((error as ApiError).status).toBe(422);
            expect(shows(String(error))).toBe(false);
            return null;
          });
        if (id !== null) kept.set(id, definition);
      }
      const job = await finished(await client.submitTestRun({ test_suite_id: suite.id }));
      const results = new Map<Definition, TestResult>();
      for (let page = 1; results.size < kept.size; page++) {
        const { items } = await client.listTestResults({ job_id: job, page, limit: 100 });
        for (const item of items) results.set(kept.get(item.test_definition_id) as Definition, item);
        if (items.length === 0) break;
      }
      expect(shows(await client.listJobLog({ job_id: job, limit: 100 }))).toBe(false);
      return results;
    };

    it('names that tables really have are quoted everywhere', async () => {
      const before = await target.state();
      const group = await newGroup({ schema: `sh"op'; --` });
      for (const strategy of kind === 'postgresql' ? (['pull', 'push'] as const) : (['auto'] as const)) {
        await client.updateTableGroup({ table_group_id: group.id, body: { strategy } });
        const job = await finished(await client.submitProfilingRun({ table_group_id: group.id }));
        const run = await client.getProfilingRun({ job_id: job, include: ['details'] });
        expect(run.details?.warnings).toEqual([]);
        expect(run.result).toMatchObject({ table_ct: HOSTILE_NAMES.length });
      }
      const suite = await newSuite(group.id);
      await finished(await client.submitTestGeneration({ test_suite_id: suite.id }));
      const job = await finished(await client.submitTestRun({ test_suite_id: suite.id }));
      const results = await client.listTestResults({ job_id: job, limit: 100 });
      expect(new Set(results.items.map(({ table }) => table))).toEqual(new Set(HOSTILE_NAMES));
      for (const { id, status } of results.items) {
        expect(status).not.toBe('Error');
        if (status === 'Failed') await client.listFailingRows({ test_result_id: id });
      }
      expect(await target.state()).toEqual(before);
    });

    it('lists, masks and names of tables that are none choose nothing', async () => {
      const before = await target.state();
      for (const text of fc.sample(hostileSql, { numRuns: 3 * TRIES, seed: SEED })) {
        for (const settings of [{ tables: [text] }, { include: [text] }, { schema: text.trim() }]) {
          const group = await newGroup(settings);
          const preview = await client.previewTableGroup({ table_group_id: group.id });
          expect(preview.items).toEqual([]);
        }
      }
      const [text = ''] = fc.sample(hostileSql, { numRuns: 1, seed: SEED });
      const masks = { exclude: [text], id_column_mask: text, surrogate_key_column_mask: text };
      const group = await newGroup(masks);
      const job = await finished(await client.submitProfilingRun({ table_group_id: group.id }));
      expect((await client.getProfilingRun({ job_id: job })).result).toMatchObject({ table_ct: 1 });
      expect(await target.state()).toEqual(before);
    });

    it('parameters of every test type are values, lists and names', async () => {
      const before = await target.state();
      const types: TestType[] = (await client.listTestTypes({ limit: 100 })).items;
      const texts = fc.sample(hostileSql, { numRuns: types.length * 12 * TRIES, seed: SEED + 1 });
      const definitions = types.flatMap((type) => hostileDefinitions(type, () => texts.pop() as string));
      const results = [...(await runAll(definitions)).values()];
      expect(results.length).toBeGreaterThan(definitions.length / 4);
      expect(shows(results)).toBe(false);
      const failed = results.filter(({ status }) => status === 'Failed' || status === 'Warning');
      for (const { id } of failed.slice(0, 40)) {
        const rows = await client
          .listFailingRows({ test_result_id: id })
          .catch((error: unknown) => String(error));
        expect(shows(rows)).toBe(false);
      }
      expect(await target.state()).toEqual(before);
    });

    it('conditions narrow what is tested and never reach beyond it', async () => {
      const before = await target.state();
      const conditions = fc.sample(hostileCondition, { numRuns: CONDITIONS, seed: SEED + 2 });
      const orders = { table_name: 'orders', column_name: 'note', threshold_value: '0' };
      const results = await runAll([
        ...conditions.map((sql) => ({ ...orders, test_type: 'Conditional_Required', subset_condition: sql })),
        ...conditions.map((sql) => ({ ...orders, test_type: 'Condition_Flag', custom_query: sql })),
        { ...orders, test_type: 'Conditional_Required', subset_condition: '1=1' },
      ]);
      const beyond = [...results].filter(([{ test_type }, { status, measure }]) => {
        const most = test_type === 'Condition_Flag' ? ORDERS : WITHOUT_NOTE;
        return status !== 'Error' && Number(measure) > most;
      });
      expect(beyond).toEqual([]);
      expect([...results.values()].at(-1)).toBeDefined();
      expect([...results.values()].some(({ measure }) => measure === WITHOUT_NOTE)).toBe(true);
      expect(await target.state()).toEqual(before);
    });

    it('settings of connections say where to connect and nothing else', async () => {
      const before = await target.state();
      for (const config of hostileConfigs(target)) {
        const name = `connection ${made++}`;
        const body = { name, type: target.type, config } as never;
        const { id } = await client.createConnection({ project_code: 'P', body });
        const tested = await client.testConnection({ connection_id: id });
        expect([config, tested.ok]).toEqual([config, false]);
        expect(shows(tested)).toBe(false);
      }
      expect(await target.state()).toEqual(before);
    });

    it('queries are one SELECT in its place', async () => {
      const before = await target.state();
      const pieces = fc.sample(hostileCondition, { numRuns: CONDITIONS / 2, seed: SEED + 3 });
      const results = await runAll(
        [...pieces.map((piece) => `SELECT * FROM shop.orders WHERE ${piece}`), ...WRITES].map((sql) => ({
          ...{ test_type: 'CUSTOM', table_name: 'orders', custom_query: sql },
        })),
      );
      const beyond = [...results.values()].filter(
        ({ status, measure }) => status !== 'Error' && Number(measure) > ORDERS,
      );
      expect(beyond).toEqual([]);
      for (const [{ custom_query: sql }, { status }] of results) {
        if (WRITES.includes(String(sql))) expect([sql, status]).toEqual([sql, 'Error']);
      }
      expect(await target.state()).toEqual(before);
    });
  });
});

const WRITES = [
  'DELETE FROM vault.canary',
  'WITH gone AS (DELETE FROM vault.canary RETURNING *) SELECT * FROM gone',
  'SELECT 1) AS found; DELETE FROM vault.canary; SELECT * FROM (SELECT 1',
  'SELECT * INTO shop.copy FROM shop.orders',
];

const SETTINGS_OF_POSTGRESQL = [
  { database: "shop' options='-c default_transaction_read_only=off" },
  { database: 'shop?options=-c%20default_transaction_read_only%3Doff' },
  { user: "nobody'; DROP TABLE vault.canary; --" },
  { user: 'nobody database=postgres' },
  { host: '127.0.0.1/../../tmp' },
];
const PATHS = [
  "guarded.duckdb' (READ_WRITE); --",
  "guarded.duckdb'; DROP TABLE vault.canary; --",
  '../guarded.duckdb',
  '/etc/passwd',
  ':memory:',
  'http://127.0.0.1:9/guarded.duckdb',
  's3://bucket/guarded.duckdb',
  'md:guarded',
];

/** None of them leads to the target, or to anything else. */
const hostileConfigs = ({ type, config }: GuardedTarget): Record<string, unknown>[] =>
  type === 'postgresql'
    ? SETTINGS_OF_POSTGRESQL.map((changed) => ({ ...config, ...changed }))
    : PATHS.map((path) => ({ path }));

/** One definition for each parameter that is no SQL, with a hostile text there; and for the names of table and column. */
function hostileDefinitions(type: TestType, text: () => string): Definition[] {
  const harmless = Object.fromEntries(
    type.parameters.map(({ field, kind }) => [field, HARMLESS_NAMES[field] ?? HARMLESS[kind]]),
  );
  const base = { test_type: type.key, table_name: 'orders', column_name: 'note', ...harmless };
  const places = ['column_name', 'table_name'].concat(
    type.parameters
      .filter(({ kind }) => !SQL_BY_INTENTION.includes(kind))
      .map(({ field }) => field as string),
  );
  return places.flatMap((place) => Array.from({ length: TRIES }, () => ({ ...base, [place]: text() })));
}
