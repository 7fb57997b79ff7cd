/** Every example of the tests that compare two connections, on every pair of engines, and what they show of a failure. */
import {
  definitionOfExample,
  EXAMPLE_RUN_AT,
  isReadyTest,
  isReconciliation,
  judgeTest,
  planTests,
  type ReconciliationTest,
  readReconciliation,
  TEST_TYPES,
  type TestExample,
  type TestType,
} from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDifferences, reconciliationSql, runReconciliation, tryReconciliation } from '../index.ts';
import { ENGINE_PAIRS } from './engine-pairs.ts';
import type { OpenedEngine } from './live-engines.ts';

const cases = TEST_TYPES.filter(({ reconciles }) => reconciles !== undefined).flatMap((type) =>
  type.examples.map((example, index) => ({
    says: `${type.key}: ${example.says}`,
    type,
    example,
    schema: `${type.key.toLowerCase()}_${index}`,
  })),
);
const NAME = 'reference';
const noSignal = () => new AbortController().signal;

describe.each(ENGINE_PAIRS)('a comparison between $name', (pair) => {
  if (!pair.here.available() || !pair.there.available()) return it.skip('PostgreSQL is not installed');
  let here: OpenedEngine;
  let there: OpenedEngine;
  beforeAll(async () => {
    here = await pair.here.open(
      cases.map(({ schema, example }) => ({ schema, tables: [example.tables[0]!] })),
    );
    there = await pair.there.open(
      cases.map(({ schema, example }) => ({ schema, tables: example.tables.slice(1) })),
    );
  });
  afterAll(async () => {
    await here?.close();
    await there?.close();
  });

  const planned = async (
    type: TestType,
    example: TestExample,
    schema: string,
  ): Promise<ReconciliationTest> => {
    const [test] = planTests([definitionOfExample(type, example, schema)], TEST_TYPES, {
      runAt: example.runAt ?? EXAMPLE_RUN_AT,
      tables: await here.target.describe(schema, null),
      references: new Map([
        [NAME, { name: NAME, schemas: [schema], tables: await there.target.describe(schema, null) }],
      ]),
    });
    if (test === undefined || !isReadyTest(test) || !isReconciliation(test))
      throw new Error(test?.problem ?? '');
    return test;
  };

  it.each(cases)('$says', async ({ type, example, schema }) => {
    const { plan, definition } = await planned(type, example, schema);
    const reference = { name: NAME, target: there.target };
    const answer = await runReconciliation(
      here.target,
      reference,
      plan.reconciliation,
      here.options,
      noSignal(),
    );
    if ('error' in answer) throw new Error(answer.error);
    const verdict = judgeTest(
      type,
      definition,
      null,
      readReconciliation(type, definition, plan, answer.counts),
    );
    expect(verdict.status, verdict.message).toBe(example.expect.status);
    expect(verdict.measure).toBe(example.expect.measure);
    for (const part of example.expect.messageIncludes ?? []) expect(verdict.message).toContain(part);

    const shown = await listDifferences(here.target, reference, plan.reconciliation, here.options, {
      counted: plan.counted,
      limit: 100,
      signal: noSignal(),
    });
    expect(shown).toMatchObject({ total: example.expect.measure, truncated: false });
    expect(shown.rows).toHaveLength(Number(example.expect.measure));
  });

  it.each(cases)('$says: both targets accept the first statements', async ({ type, example, schema }) => {
    const { plan } = await planned(type, example, schema);
    const tried = await tryReconciliation(here.target, there.target, plan.reconciliation, {});
    expect(tried).toEqual({ here: null, there: null });
    expect(
      reconciliationSql(here.target, { name: NAME, target: there.target }, plan.reconciliation),
    ).toContain('-- In the reference connection:');
  });

  const shownFor = async (key: string, index: number, limit = 100) => {
    const { type, example, schema } = cases.filter((one) => one.type.key === key)[index]!;
    const { plan } = await planned(type, example, schema);
    return listDifferences(
      here.target,
      { name: NAME, target: there.target },
      plan.reconciliation,
      here.options,
      { counted: plan.counted, limit, signal: noSignal() },
    );
  };

  it('shows rows with the values of both sides', async () => {
    const { columns, rows } = await shownFor('Reconcile_Rows', 0);
    expect(columns).toEqual(['difference', 'id', 'city', 'reference.city', 'amount', 'reference.amount']);
    expect(rows).toContainEqual({
      difference: 'different',
      id: 2,
      city: 'Oslo',
      'reference.city': 'Bergen',
      amount: '2.00',
      'reference.amount': '2.0000',
    });
    expect(rows).toContainEqual({
      difference: 'missing',
      id: 3,
      city: '',
      'reference.city': null,
      amount: '3.00',
      'reference.amount': null,
    });
    expect(rows).toContainEqual(
      expect.objectContaining({ difference: 'extra', id: 5, 'reference.city': 'Bari' }),
    );
  });

  it('shows as many as are wanted, and how many there are', async () => {
    const { rows, total, truncated } = await shownFor('Reconcile_Rows', 0, 2);
    expect({ rows: rows.length, total, truncated }).toEqual({ rows: 2, total: 3, truncated: true });
  });

  it('shows values with the rows of both sides, those of most rows first', async () => {
    const { rows } = await shownFor('Reconcile_Values', 1);
    expect(rows[0]).toEqual({
      difference: 'different',
      region: 'A',
      tier: '1',
      row_count: 2,
      'reference.row_count': 1,
    });
    expect(rows).toContainEqual(
      expect.objectContaining({ difference: 'extra', region: 'D', row_count: 0, 'reference.row_count': 1 }),
    );
  });

  it('shows groups with the totals of both sides', async () => {
    const { rows } = await shownFor('Reconcile_Totals', 0);
    expect(rows).toContainEqual({
      difference: 'different',
      region: 'West',
      row_count: 1,
      'reference.row_count': 1,
      'count(amount)': '1',
      'reference.count(amount)': '1',
      'count_distinct(amount)': '1',
      'reference.count_distinct(amount)': '1',
      'minimum(amount)': '50',
      'reference.minimum(amount)': '60',
      'maximum(amount)': '50',
      'reference.maximum(amount)': '60',
      'sum(amount)': '50',
      'reference.sum(amount)': '60',
    });
  });
});
