/**
 * The plan that profiles (dictionaries of many columns in one statement, ranks from counted steps) against the plain
 * one: a statement over all rows for each measure and list of each column, and textbook formulas over the sorted values.
 */
import { type MeasuredColumn, PROFILE_MEASURES, VALUE_GROUPINGS } from '@assay/checks';
import { type Aggregate, createRenderer, dialects, UnsupportedFunctionError } from '@assay/dialects';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTarget, type RelationDescription, type Target } from '../index.ts';
import { ordinaryFacets, subjectOf } from '../profile/column-facets.ts';
import { exactEnd } from '../profile/exact-end.ts';
import { momentText, readMeasure } from '../profile/read-measure.ts';
import type { ColumnDescription } from '../target.ts';
import { profileAll, testOptions } from './live-engines.ts';
import { isClose, plainStatistic } from './plain-statistics.ts';

const RUN_AT = '2025-07-01T00:00:00Z';
const ROWS = 3_000;

/** Several of each type, so that they are measured together: near-unique, repeated, skewed, constant, empty. */
const COLUMNS: readonly string[] = [
  `md5(i::text)`,
  `CASE i % 11 WHEN 0 THEN '' WHEN 1 THEN ' ' WHEN 2 THEN NULL ELSE 'Item ' || i % 40 END`,
  `list_extract(['N/A', '007', '2024-02-29', 'a@b.co', '"q"', E'\\ttab ', '12 Main St', 'a,b,c', '1,234.50', 'éÃ©', '90210', '-'], 1 + (hash(i) % 12)::integer)`,
  `NULL::VARCHAR`,
  `i`,
  `(hash(i) % 50)::BIGINT - 20`,
  `CASE WHEN i = 77 THEN 4611686018427387904 ELSE i % 7 END`,
  `NULL::BIGINT`,
  `exp((hash(i, 1) % 1000000) / 40000.0)::DOUBLE`,
  `((hash(i, 2) % 1000)::INTEGER - 500) / 8.0::DOUBLE`,
  `(CASE WHEN i = 5 THEN 1e18 WHEN i = 6 THEN -5e17 WHEN i % 3 = 0 THEN NULL ELSE i * 0.25 END)::DOUBLE`,
  `(CASE i WHEN 3 THEN 'nan' WHEN 4 THEN 'inf' WHEN 5 THEN '-inf' ELSE (i % 100)::VARCHAR END)::DOUBLE`,
  `2.5::DOUBLE`,
  `(CASE WHEN i = 1 THEN 8.0 END)::DOUBLE`,
  `((hash(i, 3) % 100000) / 100)::DECIMAL(10, 2)`,
  `(i % 5)::DECIMAL(10, 2)`,
  `DATE '2020-01-01' + (hash(i, 4) % 3000)::integer`,
  `CASE WHEN i % 100 = 0 THEN DATE '9999-12-31' ELSE DATE '2024-02-29' END`,
  `TIMESTAMP '2023-01-01 00:00:00' + to_seconds((hash(i, 5) % 100000000)::bigint)`,
  `i % 3 = 0`,
];

let home: Awaited<ReturnType<typeof testOptions>>;
let target: Target;
let relation: RelationDescription;
let columns: readonly MeasuredColumn[];
beforeAll(async () => {
  home = await testOptions();
  const path = `${home.files}/fast.duckdb`;
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const items = COLUMNS.map((sql, index) => `${sql} AS c${index}`);
  await connection.run(`CREATE TABLE fast AS SELECT ${items.join(', ')} FROM range(${ROWS}) AS numbers(i)`);
  connection.closeSync();
  instance.closeSync();
  target = await openTarget({ type: 'duckdb', path }, home.options);
  relation = (await target.describe('main', ['fast']))[0]!;
  const opened = { target, options: home.options, close: async () => {} };
  columns = (await profileAll(opened, [relation], 'in_place', RUN_AT)).get('fast')!.columns;
}, 180_000);
afterAll(async () => {
  await target.close();
  await home.remove();
});

const subjectOfRows = (description: ColumnDescription) =>
  subjectOf({ description, facets: ordinaryFacets(description) });
const contextOf = ({ generalType, columnType, isDecimal }: ColumnDescription) => ({
  runAt: RUN_AT,
  isDecimal,
  generalType,
  hasTime: generalType === 'D' && columnType !== 'date',
});

/** The value of an aggregate by a statement of its own. */
async function plainValue(aggregate: Aggregate): Promise<string | number | boolean | null> {
  const renderer = createRenderer(dialects.duckdb);
  try {
    const statement = renderer.statement(`SELECT ${renderer.aggregate(aggregate, null)} AS v FROM fast`);
    return (await target.query(statement))[0]?.v ?? null;
  } catch (error) {
    if (!(error instanceof UnsupportedFunctionError) || !('of' in aggregate)) throw error;
    const spelled = renderer.expression(aggregate.of);
    const statement = renderer.statement(
      `SELECT CAST(${spelled} AS VARCHAR) AS v FROM fast WHERE ${spelled} IS NOT NULL`,
    );
    return plainStatistic(
      aggregate,
      (await target.query(statement)).map(({ v }) => String(v)),
    );
  }
}

it('every measure of every column', { timeout: 180_000 }, async () => {
  let compared = 0;
  const differences: unknown[] = [];
  for (const [index, description] of relation.columns.entries()) {
    const { measures } = columns[index]!;
    for (const measure of PROFILE_MEASURES) {
      if (!('aggregate' in measure) || !measure.appliesTo.includes(description.generalType)) continue;
      const aggregate = measure.aggregate(subjectOfRows(description), contextOf(description));
      if (aggregate === null) continue;
      const read = readMeasure(await plainValue(aggregate), measure.result, description);
      const plain = exactEnd(measure.name, read, description);
      const fast = measures[measure.name];
      compared++;
      if (!isClose(fast, plain)) differences.push([description.name, measure.name, fast, plain]);
    }
  }
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(400);
});

it('every list of every column', { timeout: 180_000 }, async () => {
  let compared = 0;
  for (const [index, description] of relation.columns.entries()) {
    for (const { name, appliesTo, groupBy, limit } of VALUE_GROUPINGS) {
      if (!appliesTo.includes(description.generalType)) continue;
      const item = groupBy(subjectOfRows(description), contextOf(description));
      if (item === null) continue;
      const renderer = createRenderer(dialects.duckdb);
      const groups = `SELECT ${renderer.expression(item)} AS item, count(*) AS n FROM fast GROUP BY 1`;
      const rows = await target.query(
        renderer.statement(
          `SELECT item, n FROM (${groups}) AS groups WHERE item IS NOT NULL ORDER BY n DESC, item`,
        ),
      );
      const fast = columns[index]![name];
      const label = `${description.name} ${name}`;
      expect(fast?.distinct, label).toBe(rows.length);
      expect(
        fast?.items.map(({ count }) => count),
        label,
      ).toEqual(rows.slice(0, limit).map(({ n }) => Number(n)));
      if (description.generalType === 'A' || name === 'weekdays' || name === 'hours')
        expect(
          fast?.items.map(({ value }) => value),
          label,
        ).toEqual(rows.slice(0, limit).map((row) => row.item));
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(25);
});

it('quantile bins hold what the sorted values say', async () => {
  let compared = 0;
  for (const [index, description] of relation.columns.entries()) {
    const { histogram, measures } = columns[index]!;
    if (histogram === null) continue;
    const total = (measures.value_ct ?? 0) - (measures.nan_ct ?? 0) - (measures.infinite_ct ?? 0);
    for (const bins of [histogram.equalWidth, histogram.quantile])
      expect(
        bins.reduce((sum, { count }) => sum + count, 0),
        description.name,
      ).toBe(total);
    const quoted = `"${description.name}"`;
    const isNumber = description.generalType === 'N';
    const only = isNumber ? `isfinite(${quoted}::DOUBLE)` : `${quoted} IS NOT NULL`;
    const rows = await target.query({
      sql: `SELECT CAST(${quoted} AS ${isNumber ? 'DOUBLE' : 'VARCHAR'}) AS v FROM fast WHERE ${only} ORDER BY ${quoted}`,
      values: [],
    });
    const sorted = rows.map(({ v }) => (isNumber ? Number(v) : momentText(String(v))));
    const count =
      sorted[0] === sorted.at(-1) ? 1 : Math.min(20, 1 + Math.ceil(Math.log(total) / Math.log(2)));
    const bins: { from: number | string; count: number }[] = [];
    let last = -1;
    sorted.forEach((value, rank) => {
      const isFirst = rank === 0 || value !== sorted[rank - 1];
      const bin = isFirst ? Math.floor((rank * count) / total) : last;
      if (bin !== last) bins.push({ from: value, count: 0 });
      last = bin;
      bins.at(-1)!.count++;
    });
    expect(
      histogram.quantile.map(({ from, count: n }) => ({ from, count: n })),
      description.name,
    ).toEqual(bins);
    compared++;
  }
  expect(compared).toBeGreaterThan(10);
});
