import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { clientOf } from '../profiling-runs/testing/profiling-fixture.ts';
import { completed, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => row(n));
const SALES = [
  'sale_id,region,amount',
  ...rows(60, (n) => `${n + 1},${['N', 'S'][n % 2]},${(n * 7) % 31}.25`),
];
const SHOPS = ['shop_id,city', ...rows(20, (n) => `${n + 1},City ${n}`)];

describeServers('generation', (given) => {
  let server: TestServer;
  beforeAll(() => {
    server = given();
  });

  const givenSuite = async (name: string) => {
    const tables = await givenCsvTables(server, { sales: SALES.join('\n'), shops: SHOPS.join('\n') });
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name },
    });
    const profile = async () =>
      completed(server, await server.client.submitProfilingRun({ table_group_id: tables.tableGroupId }));
    /** The sentence with the counts. */
    const generate = async () => {
      const job = await completed(
        server,
        await server.client.submitTestGeneration({ test_suite_id: suite.id }),
      );
      return (await server.client.getJobProgress({ job_id: job.id })).steps.at(-1)?.detail;
    };
    const definitions = async () =>
      (await server.client.listTestDefinitions({ test_suite_id: suite.id, limit: 100 })).items;
    const find = async (testType: string, column: string | null) =>
      (await definitions()).find(
        ({ test_type, column_name }) => test_type === testType && column_name === column,
      );
    return { tables, suiteId: suite.id, profile, generate, definitions, find };
  };

  it('without a completed profile ends in an error that says what to do first', async () => {
    const { suiteId, definitions } = await givenSuite('unprofiled');
    const { id } = await server.client.submitTestGeneration({ test_suite_id: suiteId });
    const job = await server.client.waitForJob(id, { timeoutMs: 10_000 });
    expect(job).toMatchObject({
      status: 'error',
      error_message: expect.stringContaining('Run profiling first'),
    });
    expect(await definitions()).toEqual([]);
  });

  it('says of every test why it was proposed, and from which profile', async () => {
    const { profile, generate, definitions } = await givenSuite('reasons');
    const run = await profile();
    await generate();
    const made = await definitions();
    expect(made.length).toBeGreaterThan(5);
    for (const definition of made) {
      expect(definition).toMatchObject({
        profiling_run_id: run.id,
        generation_reason: expect.stringMatching(/\w/),
        last_auto_gen_date: expect.any(String),
        edited_fields: [],
        schema_name: 'main',
      });
    }
  });

  it('again changes nothing when the data are the same', async () => {
    const { profile, generate, definitions } = await givenSuite('again');
    await profile();
    await generate();
    const before = await definitions();
    expect(await generate()).toBe(`0 added, 0 changed, 0 removed, ${before.length} kept as they were`);
    expect(await definitions()).toEqual(before);
  });

  it('follows the data, but leaves alone what a person set, locked, switched off or made', async () => {
    const { tables, suiteId, profile, generate, definitions, find } = await givenSuite('kept');
    const { client } = server;
    await profile();
    await generate();
    const change = async (
      found: { readonly id: string } | undefined,
      body: Parameters<typeof client.updateTestDefinition>[0]['body'],
    ) => client.updateTestDefinition({ test_definition_id: found!.id, body });
    const edited = await change(await find('Avg_Shift', 'amount'), { threshold_value: 0.9 });
    expect(edited.edited_fields).toEqual(['threshold_value']);
    await change(await find('Min_Val', 'amount'), { lock_refresh: true });
    await change(await find('LOV_Match', 'region'), { test_active: false });
    const manual = await client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Row_Ct', table_name: 'sales', threshold_value: 10 },
    });

    // Other amounts, another region, no shops.
    const other = SALES.map((line, n) =>
      n === 0 ? line : `${n},${['N', 'S', 'W'][n % 3]},${(n * 5) % 37}.75`,
    );
    tables.write('sales', other.join('\n'));
    tables.removeTable('shops');
    await profile();
    const detail = await generate();
    expect(detail).toMatch(/[1-9]\d* changed, [1-9]\d* removed/);

    const after = await find('Avg_Shift', 'amount');
    expect(after).toMatchObject({ threshold_value: '0.9', baseline_value_ct: edited.baseline_value_ct });
    expect(after?.baseline_avg).not.toBe(edited.baseline_avg);
    expect(await find('Min_Val', 'amount')).toMatchObject({ lock_refresh: true, baseline_value: '0.25' });
    expect(await find('LOV_Match', 'region')).toMatchObject({
      test_active: false,
      baseline_value: expect.stringContaining('W'),
    });
    expect(await client.getTestDefinition({ test_definition_id: manual.id })).toEqual(manual);
    expect((await definitions()).filter(({ table_name }) => table_name === 'shops')).toEqual([]);
  });

  it('is shown before it is done: what it would add, and nothing is written', async () => {
    const { suiteId, profile, generate, definitions } = await givenSuite('preview');
    const { client } = server;
    const preview = (more = {}) =>
      client.previewTestGeneration({ test_suite_id: suiteId, limit: 100, ...more });
    await expect(preview()).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('Run profiling first'),
    });
    const run = await profile();
    const shown = await preview();
    expect(await definitions()).toEqual([]);
    expect(shown).toMatchObject({
      profiling_run_id: run.id,
      counts: { add: shown.tests.total, change: 0, remove: 0, keep: 0 },
    });
    await generate();
    const made = await definitions();
    const nameOf = (test: (typeof shown)['tests']['items'][number] | (typeof made)[number]) =>
      [test.test_type, test.table_name, test.column_name].join(' ');
    expect(shown.tests.items.map(nameOf).sort()).toEqual(made.map(nameOf).sort());
    for (const test of shown.tests.items) {
      const definition = made.find((one) => nameOf(one) === nameOf(test));
      expect(test).toMatchObject({ action: 'add', test_definition_id: null, kept_because: null });
      expect(test.reason).toBe(definition?.generation_reason);
      for (const { field, after } of test.changes) expect(definition?.[field]).toBe(after);
    }
    const again = await preview({ limit: 2, table: 'shops' });
    expect(again.counts).toEqual({ add: 0, change: 0, remove: 0, keep: made.length });
    expect(again.tests.items).toHaveLength(2);
    expect(again.tests.total).toBe(made.filter(({ table_name }) => table_name === 'shops').length);
    for (const test of again.tests.items) expect(test).toMatchObject({ kept_because: 'up_to_date' });

    const analyst = await clientOf(server, 'analyst');
    await expect(analyst.previewTestGeneration({ test_suite_id: suiteId })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('is shown field by field, with what it keeps and why', async () => {
    const { tables, suiteId, profile, generate, find, definitions } = await givenSuite('field by field');
    const { client } = server;
    await profile();
    await generate();
    const change = async (
      found: { readonly id: string } | undefined,
      body: Parameters<typeof client.updateTestDefinition>[0]['body'],
    ) => client.updateTestDefinition({ test_definition_id: found!.id, body });
    const edited = await change(await find('Avg_Shift', 'amount'), { threshold_value: 0.9 });
    const locked = await change(await find('Min_Val', 'amount'), { lock_refresh: true });
    const off = await change(await find('LOV_Match', 'region'), { test_active: false });
    const other = SALES.map((line, n) =>
      n === 0 ? line : `${n},${['N', 'S', 'W'][n % 3]},${(n * 5) % 37}.75`,
    );
    tables.write('sales', other.join('\n'));
    tables.removeTable('shops');
    await profile();

    const { counts, tests } = await client.previewTestGeneration({ test_suite_id: suiteId, limit: 100 });
    const of = (id: string) => tests.items.find(({ test_definition_id }) => test_definition_id === id);
    expect(of(edited.id)).toMatchObject({
      action: 'change',
      changes: expect.arrayContaining([
        { field: 'baseline_avg', before: edited.baseline_avg, after: expect.any(String) },
      ]),
      withheld: [{ field: 'threshold_value', before: '0.9', after: '0.5' }],
    });
    expect(of(edited.id)?.changes.map(({ field }) => field)).not.toContain('threshold_value');
    expect(of(locked.id)).toMatchObject({ action: 'keep', kept_because: 'locked', changes: [] });
    expect(of(off.id)).toMatchObject({ action: 'change', test_active: false });
    const removed = tests.items.filter(({ action }) => action === 'remove');
    expect(removed.length).toBeGreaterThan(0);
    expect(removed.map(({ table_name }) => table_name)).toContain('shops');
    for (const { reason } of removed) expect(reason).toContain('no longer');
    const onlyKept = await client.previewTestGeneration({ test_suite_id: suiteId, action: ['keep'] });
    expect(onlyKept.tests.total).toBe(counts.keep);

    expect(await generate()).toBe(
      `${counts.add} added, ${counts.change} changed, ${counts.remove} removed, ${counts.keep} kept as they were`,
    );
    const after = await definitions();
    for (const { action, test_definition_id: id, changes } of tests.items) {
      const definition = after.find((one) => one.id === id);
      if (action === 'remove') expect(definition).toBeUndefined();
      for (const { field, after: value } of action === 'change' ? changes : []) {
        expect(definition?.[field]).toBe(value);
      }
    }
  });

  it('learns nothing from a profile that failed, and removes nothing for a table that could not be read', async () => {
    const { tables, suiteId, profile, generate, definitions } = await givenSuite('partial');
    const { client } = server;
    await profile();
    await generate();
    const before = await definitions();
    // A test whose weight rests on the profile: rows by value.
    await client.createTestDefinition({
      test_suite_id: suiteId,
      body: {
        test_type: 'Distinct_Value_Ct',
        table_name: 'sales',
        column_name: 'region',
        threshold_value: 3,
      },
    });
    const prevalence = async () => {
      const { id: job_id } = await runTests(server, suiteId);
      const { items } = await client.listTestResults({ job_id, test_type: 'Distinct_Value_Ct' });
      return items.find(({ column }) => column === 'region')?.dq_prevalence;
    };
    expect(await prevalence()).toBe(0.5);

    // Bytes that are no UTF-8: the run completes without this table.
    writeFileSync(join(tables.folder, 'shops.csv'), Buffer.from('shop_id,city\n1,M\xfcnchen\n', 'latin1'));
    const partial = await profile();
    const details = await client.getProfilingRun({ job_id: partial.id, include: ['details'] });
    expect(details.details?.warnings).toMatchObject([{ table: 'shops' }]);
    const preview = await client.previewTestGeneration({ test_suite_id: suiteId, limit: 100 });
    expect(preview).toMatchObject({ profiling_run_id: partial.id, counts: { remove: 0 } });
    const shops = preview.tests.items.filter(({ table_name }) => table_name === 'shops');
    expect(shops.length).toBeGreaterThan(0);
    for (const test of shops) expect(test).toMatchObject({ action: 'keep', kept_because: 'not_profiled' });
    expect(await generate()).toMatch(/^0 added, 0 changed, 0 removed/);

    rmSync(tables.folder, { recursive: true });
    const failed = await client.submitProfilingRun({ table_group_id: tables.tableGroupId });
    expect(await client.waitForJob(failed.id, { timeoutMs: 25_000 })).toMatchObject({ status: 'error' });
    mkdirSync(tables.folder);
    tables.write('sales', SALES.join('\n'));
    expect(await prevalence()).toBe(0.5);
    expect(await generate()).toMatch(/^0 added, 0 changed, 0 removed/);
    const parametersOf = (found: typeof before) =>
      new Map(found.map((one) => [one.id, [one.test_active, one.threshold_value, one.profiling_run_id]]));
    const after = parametersOf(await definitions());
    for (const [id, parameters] of parametersOf(before)) expect(after.get(id)).toEqual(parameters);
  });
});
