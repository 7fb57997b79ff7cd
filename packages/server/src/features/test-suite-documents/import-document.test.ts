import { beforeAll, describe, expect, it } from 'vitest';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { auto, externalId, givenImports, manual, shortly } from './testing/given-imports.ts';

describeServers('an import', (given) => {
  let server: TestServer;
  let givenSuite: Awaited<ReturnType<typeof givenImports>>;
  beforeAll(async () => {
    server = given();
    givenSuite = await givenImports(server);
  });

  it('sorts a document into what is made, changed, left out and deleted', async () => {
    const { bring, list } = await givenSuite(
      auto('Required', 'c1', { lock_refresh: true }),
      auto('Unique', 'c2'),
      manual(1),
    );
    const result = await bring(
      [
        auto('Required', 'c1'),
        auto('LOV_Match', 'c3'),
        manual(1),
        manual(null),
        auto('Bogus', 'c1'),
        auto('Required', 'c1', { table_name: 't9' }),
      ],
      { on_match: 'overwrite_unlocked', on_absence: 'delete_unlocked' },
    );
    expect(shortly(result)).toEqual([
      '0 skip/locked',
      '1 create/no_match',
      '2 update/matched',
      '3 skip/missing_external_id',
      '4 skip/invalid_test_type',
      '5 skip/invalid_table',
      'null delete/absent',
    ]);
    expect(result.summary).toEqual({ created: 1, updated: 1, skipped: 4, deleted: 1 });
    expect((await list()).map(({ test_type }) => test_type).sort()).toEqual([
      'CUSTOM',
      'LOV_Match',
      'Required',
    ]);
  });

  describe('finds', () => {
    it('generated tests by type, table and column', async () => {
      const { bring, find } = await givenSuite(auto('Required', 'c1'));
      const before = await find('Required', 'c1');
      // A date without a time zone will do: only that there is one matters.
      const last_auto_gen_date = '2020-02-02T02:02:02.123456';
      const result = await bring([
        auto('Required', 'c1', { threshold_value: 3, last_auto_gen_date }),
        auto('Required', 'c2'),
      ]);
      expect(shortly(result)).toEqual(['0 update/matched', '1 create/no_match']);
      expect(result.items[0]?.tds).toEqual([{ idx: 0, target_id: before?.id }]);
      expect(await find('Required', 'c1')).toMatchObject({ id: before?.id, threshold_value: '3' });
    });

    it('tests made by hand by their external id, in any spelling, wherever they are now', async () => {
      const { bring, find } = await givenSuite(manual(1, { column_name: 'label' }));
      const before = await find('CUSTOM', 'label');
      const respelled = { external_id: externalId(1).toUpperCase().replaceAll('-', '') };
      const result = await bring([manual(1, { ...respelled, column_name: 'other label' })]);
      expect(shortly(result)).toEqual(['0 update/matched']);
      expect((await find('CUSTOM', 'other label'))?.id).toBe(before?.id);
    });

    it('no generated test for one made by hand in the same place, and the other way round', async () => {
      const { bring, list } = await givenSuite(auto('Required', 'c1'));
      const byHand = manual(1, { test_type: 'Required', table_name: 't1', column_name: 'c1' });
      expect(shortly(await bring([byHand]))).toEqual(['0 create/no_match']);
      expect(shortly(await bring([auto('Required', 'c1')]))).toEqual(['0 update/matched']);
      expect(await list()).toHaveLength(2);
    });
  });

  describe('treats tests that are there already', () => {
    const file = [
      auto('Required', 'c1', { threshold_value: 9 }),
      auto('Required', 'c2', { threshold_value: 9 }),
    ];
    const there = () => givenSuite(auto('Required', 'c1', { lock_refresh: true }), auto('Required', 'c2'));

    it.each([
      ['skip', ['0 skip/policy', '1 skip/policy'], [null, null]],
      ['overwrite_unlocked', ['0 skip/locked', '1 update/matched'], [null, '9']],
      ['overwrite_all', ['0 update/matched', '1 update/matched'], ['9', '9']],
    ] as const)('%s', async (on_match, expected, thresholds) => {
      const { bring, find, list } = await there();
      const result = await bring(file, { on_match });
      expect(shortly(result)).toEqual(expected);
      const ids = (await list()).map(({ id }) => id);
      for (const { target_id } of result.items.flatMap(({ tds }) => tds)) expect(ids).toContain(target_id);
      const found = [await find('Required', 'c1'), await find('Required', 'c2')];
      expect(found.map((test) => test?.threshold_value)).toEqual(thresholds);
    });
  });

  describe('treats new tests', () => {
    it('skip: leaves them out', async () => {
      const { bring, list } = await givenSuite();
      const result = await bring([auto('Required', 'c1'), manual(1)], { on_new: 'skip' });
      expect(shortly(result)).toEqual(['0 skip/no_match', '1 skip/no_match']);
      expect(result.items[0]?.tds).toEqual([
        { idx: 0, target_id: null },
        { idx: 1, target_id: null },
      ]);
      expect(await list()).toEqual([]);
    });

    it('create: with the defaults of whatever is left out, in the schema of the suite', async () => {
      const { bring, find } = await givenSuite();
      const started = Date.now();
      const result = await bring([auto('Required', 'c1'), manual(1)]);
      const generated = await find('Required', 'c1');
      const byHand = await find('CUSTOM');
      expect(result.items).toEqual([
        {
          action: 'create',
          reason: 'no_match',
          tds: [
            { idx: 0, target_id: generated?.id },
            { idx: 1, target_id: byHand?.id },
          ],
        },
      ]);
      for (const test of [generated, byHand]) {
        expect(test).toMatchObject({
          schema_name: 'main',
          test_active: true,
          lock_refresh: false,
          skip_errors: 0,
          window_days: 0,
          history_lookback: 0,
          profiling_run_id: null,
          test_definition_status: null,
        });
        expect(Date.parse(test!.last_manual_update!)).toBeGreaterThanOrEqual(started);
      }
      // When the document was made does not matter: the test is new here.
      expect(Date.parse(generated!.last_auto_gen_date!)).toBeGreaterThanOrEqual(started);
      expect(byHand).toMatchObject({ last_auto_gen_date: null, external_id: externalId(1) });
    });

    it('create_and_lock: locks generated ones; those made by hand are as the document says', async () => {
      const { bring, find } = await givenSuite();
      await bring(
        [
          auto('Required', 'c1', { lock_refresh: false }),
          manual(1),
          manual(2, { column_name: 'b', lock_refresh: true }),
        ],
        { on_new: 'create_and_lock' },
      );
      expect((await find('Required', 'c1'))?.lock_refresh).toBe(true);
      expect((await find('CUSTOM'))?.lock_refresh).toBe(false);
      expect((await find('CUSTOM', 'b'))?.lock_refresh).toBe(true);
    });
  });

  describe('treats tests that the document does not have', () => {
    const there = () =>
      givenSuite(auto('Required', 'c1', { lock_refresh: true }), auto('Required', 'c2'), manual(1));

    it.each([
      ['do_nothing', [], 3],
      ['delete_unlocked', ['null delete/absent', 'null delete/absent'], 1],
      ['delete_all', ['null delete/absent', 'null delete/absent', 'null delete/absent'], 0],
    ] as const)('%s', async (on_absence, expected, left) => {
      const { bring, list } = await there();
      const before = (await list()).map(({ id }) => id);
      const result = await bring([], { on_absence });
      expect(shortly(result)).toEqual(expected);
      for (const { target_id } of result.items.flatMap(({ tds }) => tds)) expect(before).toContain(target_id);
      expect(await list()).toHaveLength(left);
    });

    it('and new ones at the same time', async () => {
      const { bring, list } = await there();
      const { summary } = await bring([auto('Unique', 'c1')], { on_absence: 'delete_all' });
      expect(summary).toEqual({ created: 1, updated: 0, skipped: 0, deleted: 3 });
      expect((await list()).map(({ test_type }) => test_type)).toEqual(['Unique']);
    });

    it('but keeps those of which the document holds an invalid definition', async () => {
      const { bring, list } = await givenSuite(manual(1));
      const result = await bring([manual(1, { table_name: 'gone' })], { on_absence: 'delete_all' });
      expect(shortly(result)).toEqual(['0 skip/invalid_table']);
      expect(await list()).toHaveLength(1);
    });

    it('but keeps those that a filtered document was never to hold', async () => {
      const { id, bring, list } = await givenSuite(auto('Required', 'c1'), auto('Unique', 'c1'), manual(1));
      const document = await server.client.exportTestDefinitions({
        test_suite_id: id,
        origin: 'auto',
        test_type: 'Unique',
      });
      expect(document.definitions).toHaveLength(1);
      const result = await bring([], { on_absence: 'delete_all' }, { source: document.source });
      expect(result.summary.deleted).toBe(1);
      expect((await list()).map(({ test_type }) => test_type)).toEqual(['Required', 'CUSTOM']);
    });
  });

  describe('skips', () => {
    it.each([
      ['missing_external_id', manual(null), 'external_id'],
      ['invalid_test_type', auto('Bogus', 'c1'), 'test_type'],
      ['invalid_table', auto('Required', 'c1', { table_name: 'T1' }), 'table_name'],
      ['invalid_column', auto('Required', 'c9'), 'column_name'],
      [
        'invalid_column',
        manual(1, { test_type: 'Combo_Match', table_name: 't1', column_name: 'c1, "c 9"' }),
        'column_name',
      ],
    ] as const)('%s, with the place and the remedy', async (reason, entry, field) => {
      const { bring, list } = await givenSuite();
      const result = await bring([auto('Required', 'c1'), entry]);
      expect(shortly(result)).toEqual(['0 create/no_match', `1 skip/${reason}`]);
      expect(result.problems).toEqual([
        { idx: 1, path: `body.payload.definitions.1.${field}`, detail: expect.stringMatching(/\w/) },
      ]);
      expect(await list()).toHaveLength(1);
    });

    it('nothing because it names no table, or something other than a column', async () => {
      const { bring } = await givenSuite();
      const result = await bring([
        manual(1, { table_name: null, column_name: "the shop's label" }),
        manual(2, {
          test_type: 'Aggregate_Balance',
          table_name: 't1',
          column_name: 'sum(c2)',
          match_table_name: 't2',
          match_column_names: 'sum(c1)',
        }),
      ]);
      expect(result.summary).toMatchObject({ created: 2, skipped: 0 });
    });

    it('a test made by hand under the external id of a generated one', async () => {
      const { bring, find } = await givenSuite(auto('Required', 'c1'));
      const { external_id } = (await find('Required', 'c1'))!;
      const result = await bring([manual(null, { external_id })]);
      expect(shortly(result)).toEqual(['0 skip/external_id_in_use']);
    });
  });

  it('gives a generated test another external id when that of the document is taken', async () => {
    const { bring, find } = await givenSuite(manual(1));
    const result = await bring([
      auto('Required', 'c1', { external_id: externalId(1) }),
      auto('Required', 'c2', { external_id: externalId(2) }),
      auto('Unique', 'c1', { external_id: externalId(2) }),
      auto('Unique', 'c2', { external_id: externalId(3) }),
      manual(3, { column_name: 'label' }),
    ]);
    expect(result.summary).toMatchObject({ created: 5, skipped: 0 });
    expect((await find('Required', 'c2'))?.external_id).toBe(externalId(2));
    expect((await find('CUSTOM', 'label'))?.external_id).toBe(externalId(3));
  });

  describe('changes', () => {
    it('only what the document names, and nothing of who the test is', async () => {
      const { bring, list } = await givenSuite(
        manual(1, { test_description: 'kept', severity: 'Fail', skip_errors: 4 }),
      );
      const [before] = await list();
      const result = await bring([
        { test_type: 'Row_Ct', external_id: externalId(1), severity: null, skip_errors: null },
      ]);
      const [after] = await list();
      expect(after).toEqual({
        ...before,
        severity: null,
        skip_errors: 0,
        last_manual_update: expect.any(String),
      });
      expect(Date.parse(after!.last_manual_update!)).toBeGreaterThan(Date.parse(before!.last_manual_update!));
      expect(result.problems.map(({ path }) => path)).toContain('body.payload.definitions.0.test_type');
    });

    it('the fields that the document leaves out too, when it says that they have their default', async () => {
      const { bring, find } = await givenSuite(
        auto('Required', 'c1', {
          test_active: false,
          subset_condition: 'c2 > 1',
          threshold_value: 3,
          severity: 'Log',
          flagged: true,
          lock_refresh: true,
        }),
      );
      const before = await find('Required', 'c1');
      const document = [auto('Required', 'c1', { threshold_value: 4 })];
      await bring(document);
      expect(await find('Required', 'c1')).toMatchObject({ test_active: false, subset_condition: 'c2 > 1' });
      await bring(document, {}, { omitted_fields: 'default' });
      expect(await find('Required', 'c1')).toMatchObject({
        id: before?.id,
        external_id: before?.external_id,
        last_auto_gen_date: before?.last_auto_gen_date,
        test_active: true,
        subset_condition: null,
        threshold_value: '4',
        severity: null,
        lock_refresh: false,
      });
    });

    it('what had switched a test off, when it says whether the test is on', async () => {
      const { id, bring, find } = await givenSuite(auto('Required', 'c1'));
      const switchOff = () =>
        server.store.db
          .updateTable('test_definition')
          .set({ active: false, missed_runs: 3, status_text: 'Missing column' })
          .where('test_suite_id', '=', id)
          .execute();
      await switchOff();
      const { definitions } = await server.client.exportTestDefinitions({ test_suite_id: id });
      expect(definitions[0]).not.toHaveProperty('test_active');
      await bring([auto('Required', 'c1', { severity: 'Log' })]);
      expect(await find('Required', 'c1')).toMatchObject({
        test_active: false,
        missed_runs: 3,
        test_definition_status: 'Missing column',
      });
      await bring([auto('Required', 'c1', { test_active: true })]);
      expect(await find('Required', 'c1')).toMatchObject({
        test_active: true,
        missed_runs: 0,
        test_definition_status: null,
      });
      await switchOff();
      await bring([auto('Required', 'c1', { test_active: false })]);
      expect(await find('Required', 'c1')).toMatchObject({ test_active: false, missed_runs: 0 });
    });
  });

  it('says what keeps an imported test from running', async () => {
    const { bring } = await givenSuite();
    const result = await bring([
      auto('LOV_Match', 'c1'),
      auto('Required', 'c1', { threshold_value: 'many' }),
    ]);
    expect(result.summary.created).toBe(2);
    expect(result.problems.map(({ path }) => path)).toEqual([
      'body.payload.definitions.0.baseline_value',
      'body.payload.definitions.1.threshold_value',
    ]);
  });
});
