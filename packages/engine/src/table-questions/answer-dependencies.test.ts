import type { ExampleTable } from '@assay/checks';
import { describe, expect, it } from 'vitest';
import { LIVE_ENGINES, profileAll } from '../conformance/live-engines.ts';
import { ordinaryFacets } from '../profile/column-facets.ts';
import { answerDependencies } from './answer-dependencies.ts';

/** Two cities for 10115, one typing mistake for 20095, one place alone. */
const PLACES: ExampleTable = {
  table: 'places',
  columns: { zip: 'text', city: 'text', rank: 'numeric(5,2)' },
  rows: [
    ['10115', 'Berlin', '1.00'],
    ['10115', 'Berlin', '1.00'],
    ['10115', 'berlin', '2.00'],
    ['20095', 'Hamburg', '1.00'],
    ['20095', 'Hamburg', null],
    ['80331', 'München', '3.00'],
    [null, 'Köln', '1.00'],
    ['50667', null, '1.00'],
  ],
};

describe.each(LIVE_ENGINES)('whole rows, $name', (engine) => {
  it.runIf(engine.available())('dependencies are counted over complete pairs', async () => {
    const opened = await engine.open([{ schema: 'geo', tables: [PLACES] }]);
    const [table] = await opened.target.describe('geo', ['places']);
    const source = {
      dialect: opened.target.dialect,
      from: '"geo"."places"',
      columns: table!.columns.map((description) => ({ description, facets: ordinaryFacets(description) })),
      concurrency: 2,
      run: opened.target.query.bind(opened.target),
    };
    const zipToCity = { table: 'places', determinant: 'zip', dependent: 'city' };
    const cityToRank = { table: 'places', determinant: 'city', dependent: 'rank' };
    const unknown = { table: 'places', determinant: 'gone', dependent: 'rank' };
    expect(await answerDependencies(source, 8, [zipToCity, unknown, cityToRank])).toEqual([
      { ...zipToCity, rows: 6, groups: 3, repeatedGroups: 2, violatingGroups: 1, violatingRows: 1 },
      { ...cityToRank, rows: 6, groups: 5, repeatedGroups: 1, violatingGroups: 0, violatingRows: 0 },
    ]);
    const none = { ...source, run: async () => Promise.reject(new Error('must not be asked')) };
    expect(await answerDependencies(none, 8, [])).toEqual([]);
    await opened.close();
  });

  it.runIf(engine.available())('rows that repeat others are counted, nulls alike', async () => {
    const columns = { id: 'integer', name: 'text', amount: 'numeric(8,2)', ratio: 'double' } as const;
    const rows = [
      [1, 'a', '1.50', 'NaN'],
      [1, 'a', '1.50', 'NaN'],
      [1, 'a', '1.50', 'NaN'],
      [1, 'A', '1.50', 'NaN'],
      [null, null, null, null],
      [null, null, null, null],
      [2, '', '0.00', 0],
    ];
    const keyed = rows.map((row, index) => [index === 3 ? null : index, ...row.slice(1)]);
    const opened = await engine.open([
      {
        schema: 'rows',
        tables: [
          { table: 'repeated', columns, rows },
          { table: 'keyed', columns, rows: keyed },
          { table: 'empty', columns, rows: [] },
        ],
      },
    ]);
    const tables = await opened.target.describe('rows', null);
    const measured = await profileAll(opened, tables, engine.strategy, '2025-07-01T00:00:00Z');
    expect(measured.get('repeated')).toMatchObject({ error: null, recordCount: 7, duplicateRows: 3 });
    expect(measured.get('keyed')?.duplicateRows).toBe(0);
    expect(measured.get('empty')?.duplicateRows).toBe(0);
    await opened.close();
  });

  it.runIf(engine.available())('a profile holds the dependencies that are worth a question', async () => {
    const rows = Array.from({ length: 200 }, (_, row) => [
      String(10_000 + (row % 20)),
      row === 7 ? 'Typo' : `City ${row % 20}`,
      String(row),
    ]);
    const opened = await engine.open([
      {
        schema: 'geo',
        tables: [{ table: 'people', columns: { zip: 'text', city: 'text', id: 'text' }, rows }],
      },
    ]);
    const tables = await opened.target.describe('geo', null);
    const measured = await profileAll(opened, tables, engine.strategy, '2025-07-01T00:00:00Z');
    expect(measured.get('people')?.dependencies).toContainEqual({
      table: 'people',
      determinant: 'zip',
      dependent: 'city',
      rows: 200,
      groups: 20,
      repeatedGroups: 20,
      violatingGroups: 1,
      violatingRows: 1,
    });
    await opened.close();
  });
});
