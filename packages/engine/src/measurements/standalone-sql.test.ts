import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { column, countIf, countRows, dialects, equal, parameter } from '@assay/dialects';
import { expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { type MeasurementRequest, openTarget, standaloneSql } from '../index.ts';

const request = (condition: Parameters<typeof countIf>[0]): MeasurementRequest => ({
  id: 'mine',
  kind: 'aggregates',
  table: { schema: 'main', table: 'names' },
  aggregates: { rows: countRows(), same: countIf(condition) },
});

it('measures one test with its values in the text', async () => {
  const home = await testOptions();
  await writeFile(join(home.files, 'names.csv'), "name\nO'Hara\nMills\n");
  const target = await openTarget({ type: 'files', path: home.files }, home.options);
  try {
    const sql = standaloneSql(target.dialect, request(equal(column('name'), parameter("O'Hara", 'text'))));
    expect(sql).toContain("'O''Hara'");
    expect(await target.query({ sql: sql ?? '', values: [] })).toEqual([{ m0: 2, m1: 1 }]);
  } finally {
    await target.close();
    await home.remove();
  }
});

it('is null where no statement can be made', () => {
  const unspeakable = column('a\u0000b');
  expect(standaloneSql(dialects.duckdb, request(equal(unspeakable, column('name'))))).toBeNull();
});
