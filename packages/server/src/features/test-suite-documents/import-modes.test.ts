import { type ApiError, createClient } from '@assay/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { auto, type Entry, givenImports, manual, shortly } from './testing/given-imports.ts';

describeServers('an import as a whole', (given) => {
  let server: TestServer;
  let givenSuite: Awaited<ReturnType<typeof givenImports>>;
  beforeAll(async () => {
    server = given();
    givenSuite = await givenImports(server);
  });

  const refusalOf = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).not.toBeNull();
    return error as ApiError;
  };

  describe('as a preview', () => {
    it('tells the same plan and writes nothing', async () => {
      const { bring, list } = await givenSuite(auto('Required', 'c1'), auto('Unique', 'c1'));
      const before = await list();
      const file = [auto('Required', 'c1', { threshold_value: 7 }), auto('Required', 'c2'), manual(null)];
      const config = { on_absence: 'delete_all' } as const;
      const preview = await bring(file, { ...config, mode: 'preview' });
      expect(await list()).toEqual(before);
      expect(preview.items.find(({ action }) => action === 'create')?.tds).toEqual([
        { idx: 1, target_id: null },
      ]);
      const applied = await bring(file, config);
      expect(shortly(applied)).toEqual(shortly(preview));
      expect(applied.summary).toEqual(preview.summary);
      expect(await list()).not.toEqual(before);
    });
  });

  describe('when strict', () => {
    const mode = 'apply_strict';

    it('with anything to skip is refused with the whole plan, and writes nothing', async () => {
      const { bring, list } = await givenSuite();
      const error = await refusalOf(bring([auto('Required', 'c1'), manual(null)], { mode }));
      expect(error).toMatchObject({ status: 400, errors: [{ code: 'strict_validation_failed' }] });
      expect(error.message).toContain('1 of the definitions');
      expect(error.importResult).toMatchObject({
        summary: { created: 1, updated: 0, skipped: 1, deleted: 0 },
        items: [
          { action: 'create', tds: [{ idx: 0, target_id: null }] },
          { action: 'skip', reason: 'missing_external_id', tds: [{ idx: 1, target_id: null }] },
        ],
      });
      expect(await list()).toEqual([]);
    });

    it('holds the caller’s own choice to skip against them, unless they say that it is fine', async () => {
      const { bring, list } = await givenSuite(auto('Required', 'c1'));
      const file = [auto('Required', 'c1', { severity: 'Log' }), auto('Required', 'c2')];
      const config = { mode, on_new: 'skip' } as const;
      expect((await refusalOf(bring(file, config))).status).toBe(400);
      const result = await bring(file, { ...config, tolerated_skips: ['no_match'] });
      expect(result.summary).toEqual({ created: 0, updated: 1, skipped: 1, deleted: 0 });
      expect((await list()).map(({ severity }) => severity)).toEqual(['Log']);
    });

    it('with nothing to skip is applied', async () => {
      const { bring, list } = await givenSuite();
      const { summary } = await bring([auto('Required', 'c1'), manual(1)], { mode });
      expect(summary).toEqual({ created: 2, updated: 0, skipped: 0, deleted: 0 });
      expect(await list()).toHaveLength(2);
    });
  });

  describe('is refused', () => {
    it('when the document names a test twice', async () => {
      const { bring, list } = await givenSuite();
      const error = await refusalOf(
        bring([
          auto('Required', 'c1'),
          manual(1),
          auto('Required', 'c1'),
          manual(1, { column_name: 'other' }),
          manual(null),
          manual(null),
        ]),
      );
      expect(error).toMatchObject({
        status: 400,
        errors: [
          { code: 'duplicate_natural_key', path: 'body.payload.definitions.2' },
          { code: 'duplicate_natural_key', path: 'body.payload.definitions.3' },
        ],
      });
      expect(error.errors[0]?.detail).toContain('2');
      expect(await list()).toEqual([]);
    });

    it('when the document is of another version', async () => {
      const { bring } = await givenSuite();
      const error = await refusalOf(bring([], {}, { version: 2 as 1 }));
      expect(error).toMatchObject({ status: 422, errors: [{ path: 'body.payload.version' }] });
      expect(error.message).toContain('must be 1');
    });

    it('when it is malformed, with every mistake at its place', async () => {
      const { bring } = await givenSuite();
      const malformed = { ...manual(null), external_id: 'E1', severity: 'Failed' } as unknown as Entry;
      const error = await refusalOf(bring([auto('Required', 'c1'), malformed], { mode: 'try' as 'apply' }));
      expect(error.status).toBe(422);
      expect(error.errors.map(({ path }) => path).sort()).toEqual([
        'body.config.mode',
        'body.payload.definitions.1.external_id',
        'body.payload.definitions.1.severity',
      ]);
    });

    it('for a suite that is hidden, or of another project, as if there were none', async () => {
      const { id } = await givenSuite();
      const other = await givenCsvTables(server, { t1: 'c1\n1\n' });
      const { token } = await server.client.createToken({
        body: { name: 'confined', role: 'data_quality', project_code: other.projectCode },
      });
      const confined = createClient({ url: server.url, token });
      expect((await refusalOf(confined.exportTestDefinitions({ test_suite_id: id }))).status).toBe(404);
      const monitor = await givenSuite();
      await server.store.db
        .updateTable('test_suite')
        .set({ is_monitor: true })
        .where('id', '=', monitor.id)
        .execute();
      expect((await refusalOf(monitor.bring([]))).status).toBe(404);
    });
  });

  it('of thousands of tests is one import', async () => {
    const { bring, id } = await givenSuite();
    const file = Array.from({ length: 2_300 }, (_, n): Entry => {
      const tail = String(n).padStart(12, '0');
      return manual(null, { external_id: `00000000-0000-4000-9000-${tail}`, column_name: `label ${n}` });
    });
    expect((await bring(file)).summary.created).toBe(file.length);
    const changed = file.map((entry): Entry => ({ ...entry, severity: 'Warning' }));
    expect((await bring(changed)).summary.updated).toBe(file.length);
    const { definitions } = await server.client.exportTestDefinitions({ test_suite_id: id });
    expect(definitions.filter(({ severity }) => severity === 'Warning')).toHaveLength(file.length);
    expect((await bring([], { on_absence: 'delete_all' })).summary.deleted).toBe(file.length);
  });

  it('twice at once makes a test once', async () => {
    const { bring, list } = await givenSuite();
    const file = [auto('Required', 'c1'), manual(1)];
    const results = await Promise.all([bring(file), bring(file), bring(file)]);
    expect(results.map(({ summary }) => summary.created).sort()).toEqual([0, 0, 2]);
    expect(await list()).toHaveLength(2);
  });
});
