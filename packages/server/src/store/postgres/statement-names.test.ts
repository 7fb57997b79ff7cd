import { expect, it } from 'vitest';
import { createStatementNames } from './statement-names.ts';

const times = (nameOf: (sql: string) => string | undefined, sql: string, n: number) =>
  Array.from({ length: n }, () => nameOf(sql));

it('names a statement that comes for the third time, always by the same name', () => {
  const nameOf = createStatementNames();
  const [first, second, third, fourth] = times(nameOf, 'SELECT 1', 4);
  expect([first, second]).toEqual([undefined, undefined]);
  expect(third).toMatch(/^assay_/);
  expect(fourth).toBe(third);
  expect(times(nameOf, 'SELECT 2', 3)[2]).not.toBe(third);
});

it('names nothing whose columns a migration may change', () => {
  const nameOf = createStatementNames();
  for (const sql of [
    'select * from job',
    'insert into a values (1) returning *',
    'select "a".* from "a"',
    'SELECT b, * FROM a',
  ])
    expect(times(nameOf, sql, 5)[4]).toBeUndefined();
  expect(times(nameOf, 'SELECT count(*), 2 * $1 FROM job', 3)[2]).toBeDefined();
});

it('keeps no more texts than its limit', () => {
  const nameOf = createStatementNames({ limit: 2 });
  const third = ['SELECT 1', 'SELECT 2', 'SELECT 3'].map((sql) => times(nameOf, sql, 3)[2]);
  expect(third).toEqual([expect.any(String), expect.any(String), undefined]);
});
