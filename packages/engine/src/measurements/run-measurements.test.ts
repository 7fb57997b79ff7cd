import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Aggregate, column, countDistinct, countIf, countRows, maximum, userSql } from '@assay/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testOptions } from '../conformance/live-engines.ts';
import { type MeasurementRequest, openTarget, runMeasurements, type Target } from '../index.ts';

describe('measurements of tests', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  let target: Target;
  beforeAll(async () => {
    home = await testOptions();
    await writeFile(join(home.files, 'orders.csv'), 'id,city\n1,Oslo\n2,Paris\n3,Paris\n');
    target = await openTarget({ type: 'files', path: home.files }, home.options);
  });
  afterAll(async () => {
    await target.close();
    await home.remove();
  });

  const table = { schema: 'main', table: 'orders' };
  const ask = (id: string, aggregates: Record<string, Aggregate>): MeasurementRequest => ({
    id,
    kind: 'aggregates',
    table,
    aggregates,
  });
  const broken = countIf(userSql<'boolean'>('no_such_column > 1'));
  /** The target, with a list of what it was asked. */
  const observed = () => {
    const statements: string[] = [];
    const observing = Object.create(target) as Target;
    Object.assign(observing, {
      dialect: target.dialect,
      concurrency: 1,
      query: (statement: { sql: string; values: [] }, options: object) => {
        statements.push(statement.sql);
        return target.query(statement, options);
      },
    });
    return { observing, statements };
  };
  const run = (requests: readonly MeasurementRequest[], on: Target = target) =>
    runMeasurements(on, requests, home.options, { signal: new AbortController().signal });

  it('many tests of one table share one statement, and what they have in common is asked once', async () => {
    const { observing, statements } = observed();
    const requests = [
      ask('rows', { n: countRows() }),
      ask('share', { n: countRows(), cities: countDistinct(column('city')) }),
      ask('last', { last: maximum(column('city', 'text')) }),
    ];
    const answers = await run(requests, observing);
    expect(answers).toMatchObject([
      { id: 'rows', values: { n: 3 } },
      { id: 'share', values: { n: 3, cities: 2 } },
      { id: 'last', values: { last: 'Paris' } },
    ]);
    expect(statements).toHaveLength(1);
    expect(statements[0]?.match(/count\(\*\)/g)).toHaveLength(1);
    expect(answers.every((answer) => answer.sql === statements[0])).toBe(true);
  });

  it('one broken test among twenty costs itself alone', async () => {
    const good = Array.from({ length: 19 }, (_, n) =>
      ask(`good ${n}`, { n: countIf(userSql<'boolean'>(`id > ${n}`)) }),
    );
    const requests = [...good.slice(0, 7), ask('bad', { n: broken }), ...good.slice(7)];
    const { observing, statements } = observed();
    const answers = await run(requests, observing);
    expect(answers.map(({ id }) => id)).toEqual(requests.map(({ id }) => id));
    const failed = answers.filter((answer) => 'error' in answer);
    expect(failed).toMatchObject([{ id: 'bad', error: expect.stringContaining('no_such_column') }]);
    expect(failed[0]?.sql).toContain('no_such_column');
    expect(answers.find(({ id }) => id === 'good 2')).toMatchObject({ values: { n: 1 } });
    // 2 log2(20) further statements, rounded up.
    expect(statements.length).toBeLessThanOrEqual(11);
  });

  it('a table that is not there fails its own tests', async () => {
    const missing: MeasurementRequest = {
      ...ask('gone', { n: countRows() }),
      table: { schema: 'main', table: 'gone' },
    } as never;
    const answers = await run([missing, ask('rows', { n: countRows() })]);
    expect(answers).toMatchObject([
      { id: 'gone', error: expect.any(String) },
      { id: 'rows', values: { n: 3 } },
    ]);
  });

  it("a user's query counts its rows, and answers are handed over as they come", async () => {
    const seen: string[] = [];
    const requests: MeasurementRequest[] = [
      {
        id: 'mine',
        kind: 'query',
        query: { query: 'user_rows', sql: "SELECT * FROM orders WHERE city = 'Paris';" },
      },
      { id: 'wrong', kind: 'query', query: { query: 'user_rows', sql: 'SELEC 1' } },
      ask('rows', { n: countRows() }),
    ];
    const answers = await runMeasurements(target, requests, home.options, {
      signal: new AbortController().signal,
      onAnswers: (some) => seen.push(...some.map(({ id }) => id)),
    });
    expect(answers).toMatchObject([
      { id: 'mine', values: { measure: 2, affected_rows: 2 } },
      { id: 'wrong', error: expect.any(String) },
      { id: 'rows', values: { n: 3 } },
    ]);
    expect(seen.sort()).toEqual(['mine', 'rows', 'wrong']);
  });
});
