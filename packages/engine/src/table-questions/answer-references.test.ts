import type { ExampleTable, ReferenceQuestion } from '@assay/checks';
import { createPostgresDatabase, postgresAvailable } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import { LIVE_ENGINES, testOptions } from '../conformance/live-engines.ts';
import { answerReferences, openTarget } from '../index.ts';

const TABLES: readonly ExampleTable[] = [
  {
    table: 'orders',
    columns: { customer_id: 'integer', code: 'text', day: 'timestamp', customer_text: 'text' },
    rows: [
      [1, 'a', '2024-01-01 00:00:00', '1'],
      [1, 'A', '2024-01-01 00:00:00', '01'],
      [7, 'b ', '2024-01-02 00:00:00', '7'],
      [7, 'b', '2024-01-02 10:00:00', '2'],
      [8, '', null, null],
      [null, null, null, null],
    ],
  },
  {
    table: 'customers',
    columns: { id: 'bigint', code: 'text', day: 'date', price: 'numeric(10,2)' },
    rows: [
      ['1', 'a', '2024-01-01', '1.00'],
      ['2', 'b', '2024-01-02', '7.00'],
      [null, '', null, null],
    ],
  },
];
const ask = (column: string, parentColumn: string, table = 'orders'): ReferenceQuestion => ({
  table,
  column,
  parentTable: 'customers',
  parentColumn,
});

// The same target answers, pulled or pushed.
const targets = LIVE_ENGINES.filter(({ strategy }) => strategy !== 'pull');

describe.each(targets)('references, asked of $name', (engine) => {
  it.runIf(engine.available())('counts rows and values that the parent lacks', async () => {
    const opened = await engine.open([{ schema: 'shop', tables: TABLES }]);
    const questions = [
      ask('customer_id', 'id'),
      ask('code', 'code'),
      ask('day', 'day'),
      ask('customer_text', 'id'),
      ask('customer_id', 'price'),
      ask('gone', 'id'),
    ];
    const failures: string[] = [];
    const answers = await answerReferences(opened.target, 'shop', questions, {
      onFailure: ({ column }, because) => failures.push(`${column}: ${because}`),
    });
    expect(answers).toEqual([
      { ...questions[0], rows: 5, orphanRows: 3, values: 3, orphanValues: 2 },
      { ...questions[1], rows: 5, orphanRows: 2, values: 5, orphanValues: 2 },
      { ...questions[2], rows: 4, orphanRows: 1, values: 3, orphanValues: 1 },
      { ...questions[3], rows: 4, orphanRows: 2, values: 4, orphanValues: 2 },
      { ...questions[4], rows: 5, orphanRows: 1, values: 3, orphanValues: 1 },
    ]);
    expect(failures).toEqual(['gone: One of the two columns is no longer there.']);
    await opened.close();
  });
});

it.runIf(postgresAvailable())(
  'compares columns of different collations, and answers around a broken view',
  async () => {
    const home = await testOptions();
    const database = await createPostgresDatabase();
    await database.query(
      `CREATE TABLE parents (code text COLLATE "C"); INSERT INTO parents VALUES ('a'), ('b')`,
    );
    await database.query(
      `CREATE TABLE children (code text COLLATE "POSIX"); INSERT INTO children VALUES ('a'), ('c')`,
    );
    await database.query('CREATE VIEW broken AS SELECT 1 / (code::text::int) AS code FROM parents');
    const target = await openTarget({ type: 'postgresql', url: database.url }, home.options);
    const questions = [
      { table: 'children', column: 'code', parentTable: 'parents', parentColumn: 'code' },
      { table: 'children', column: 'code', parentTable: 'broken', parentColumn: 'code' },
    ];
    const failed: ReferenceQuestion[] = [];
    const answers = await answerReferences(target, 'public', questions, {
      onFailure: (question) => failed.push(question),
    });
    expect(answers).toEqual([{ ...questions[0], rows: 2, orphanRows: 1, values: 2, orphanValues: 1 }]);
    expect(failed).toEqual([questions[1]]);
    await target.close();
    await database.drop();
    await home.remove();
  },
);
