import { beforeAll, expect, it } from 'vitest';
import { completed, givenCsvTables } from '../testing/given-tables.ts';
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
});
