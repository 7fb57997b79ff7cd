/** The limit on memory is obeyed: a run spills, or says which setting it would need more of. */
import { readdir } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, expect, it } from 'vitest';
import { openTarget } from '../index.ts';
import { profileAll, testOptions } from './live-engines.ts';

const MEBIBYTE = 1024 ** 2;
const ROWS = 400_000;

let home: Awaited<ReturnType<typeof testOptions>>;
afterEach(() => home.remove());

async function profileWith(memoryLimitBytes: number) {
  home = await testOptions({ memoryLimitBytes });
  const path = `${home.files}/large.duckdb`;
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE large AS SELECT md5(i::text) AS reference, i * 0.5::DOUBLE AS amount, i % 5 AS few FROM range(${ROWS}) AS numbers(i)`,
  );
  connection.closeSync();
  instance.closeSync();
  const target = await openTarget({ type: 'duckdb', path }, home.options);
  try {
    const tables = await target.describe('main', ['large']);
    const opened = { target, options: home.options, close: async () => {} };
    return (await profileAll(opened, tables, 'in_place', '2025-07-01T00:00:00Z')).get('large')!;
  } finally {
    await target.close();
    expect(await readdir(home.options.scratchDirectory)).toEqual([]);
  }
}

it('what does not fit into memory is spilled, and the values are the same', {
  timeout: 120_000,
}, async () => {
  const { columns } = await profileWith(96 * MEBIBYTE);
  expect(columns.map(({ column, error, measures }) => [column, error, measures.distinct_value_ct])).toEqual([
    ['reference', null, ROWS],
    ['amount', null, ROWS],
    ['few', null, 5],
  ]);
  expect(columns[1]?.measures.percentile_50).toBe((ROWS - 1) / 4);
});

it('with hardly any memory a column fails and names the setting; none is wrong', {
  timeout: 120_000,
}, async () => {
  const { columns } = await profileWith(12 * MEBIBYTE);
  expect(columns[0]?.error).toContain('ASSAY_MEMORY_LIMIT');
  for (const { error, measures } of columns.slice(1)) {
    if (error === null) expect(measures.value_ct).toBe(ROWS);
    else expect(error).toContain('ASSAY_MEMORY_LIMIT');
  }
});
