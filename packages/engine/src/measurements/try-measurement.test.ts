import { column, countIf, equal, parameter, userSql } from '@assay/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_ENGINES, type OpenedEngine } from '../conformance/live-engines.ts';
import { type MeasurementRequest, tryMeasurement } from '../index.ts';

const ENGINES = LIVE_ENGINES.filter(({ strategy }) => strategy !== 'push');
const NAMES = { table: 'names', columns: { id: 'integer', name: 'text' }, rows: [[1, 'Ada']] } as const;

describe.each(ENGINES)('trying a measurement ($name)', ({ open, available }) => {
  describe.runIf(available())('', () => {
    let engine: OpenedEngine;
    beforeAll(async () => {
      engine = await open([{ schema: 'tried', tables: [NAMES] }], 'tried');
    });
    afterAll(() => engine?.close());
    const tried = (request: MeasurementRequest) => tryMeasurement(engine.target, request, {});
    const query = (sql: string) => tried({ id: 'mine', kind: 'query', query: { query: 'user_rows', sql } });
    const count = (condition: Parameters<typeof countIf>[0]) =>
      tried({
        id: 'mine',
        kind: 'aggregates',
        table: { schema: null, table: 'names' },
        aggregates: { n: countIf(condition) },
      });

    it('finds nothing against what can run, with bound values too', async () => {
      expect(await query('WITH few AS (SELECT * FROM names) SELECT id, id FROM few ORDER BY id')).toBeNull();
      expect(await count(equal(column('name'), parameter("O'Hara", 'text')))).toBeNull();
    });

    it('gives the words of the target for names, types and grammar', async () => {
      expect(await query('SELECT * FROM nowhere')).toMatch(/nowhere/);
      expect(await query('SELEC 1')).toMatch(/syntax/);
      expect(await query('SELECT 1; SELECT 2')).toMatch(/holds a semicolon/);
      expect(await count(userSql<'boolean'>('no_such_column > 1'))).toMatch(/no_such_column/);
      expect(await count(equal(column('a\u0000b'), column('name')))).toEqual(expect.any(String));
    });

    it('runs nothing: what would fail on a row, or never end, is accepted', async () => {
      expect(await query("SELECT CAST(name AS integer) AS number FROM names WHERE name = 'Ada'")).toBeNull();
      const endless =
        'WITH RECURSIVE steps(n) AS (SELECT 1 UNION ALL SELECT 1 FROM steps) SELECT count(*) AS n FROM steps';
      expect(await query(endless)).toBeNull();
    });
  });
});
