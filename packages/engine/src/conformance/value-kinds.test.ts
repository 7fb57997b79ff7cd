/** A part of the values is looked at one by one: the same part on every way of measuring, and nothing but counts is kept. */
import { createHash } from 'node:crypto';
import { countValueKinds, EXAMPLE_RUN_AT, type MeasuredColumn } from '@assay/checks';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIVE_ENGINES } from './live-engines.ts';
import { profileStatements } from './profile-statements.ts';

const LOOKED_AT = 500;
const MANY = 6_000;
const written = (i: number) =>
  [`user${i}@example.com`, `10.${i % 250}.${i % 199}.7`, `plain ${i}`, `ünï ${i}`][i % 4] as string;
const VALUES = Array.from({ length: MANY }, (_, i) => written(i + 1));

const STATEMENTS = [
  'CREATE TABLE many (mixed text)',
  `INSERT INTO many SELECT CASE i % 4 WHEN 0 THEN 'user' || i || '@example.com' WHEN 1 THEN '10.' || (i % 250) || '.' || (i % 199) || '.7'
     WHEN 2 THEN 'plain ' || i ELSE 'ünï ' || i END FROM generate_series(1, ${MANY}) AS numbers(i)`,
  'CREATE TABLE few (mail text, card bigint, price numeric(20,2), id uuid, day date, open boolean, nothing text)',
  `INSERT INTO few VALUES
     ('ann@example.com', 4111111111111111, 4111111111111111, '00000000-0000-0000-0000-000000000001', '2024-01-01', true, NULL),
     (' bob@example.com ', 4111111111111111, 5500005555555559, '00000000-0000-0000-0000-000000000002', NULL, NULL, ' '),
     ('ann@example.com', 4111111111111112, NULL, NULL, NULL, NULL, ''), ('n/a', NULL, NULL, NULL, NULL, NULL, NULL)`,
];

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe.each(LIVE_ENGINES)('kinds of values on $name', { timeout: 120_000 }, (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let runs: Record<string, MeasuredColumn>[];
  beforeAll(async () => {
    const profiles = await profileStatements(engine, STATEMENTS, EXAMPLE_RUN_AT, { times: 2 });
    runs = profiles.map((profile) => {
      const all = [...profile.values()].flatMap((table) => table.columns);
      return Object.fromEntries(all.map((column) => [`${column.table}.${column.column}`, column]));
    });
  });

  it('of many values those with the smallest MD5 are looked at, in every run', () => {
    const distinct = [...new Set(VALUES)];
    const smallest = distinct.toSorted((a, b) => (md5(a) < md5(b) ? -1 : 1)).slice(0, LOOKED_AT);
    const expected = countValueKinds(smallest);
    expect(expected.matched.email).toBeGreaterThan(50);
    for (const run of runs) {
      expect(run['many.mixed']?.error).toBeNull();
      expect(run['many.mixed']?.measures.distinct_value_ct).toBe(distinct.length);
      expect(run['many.mixed']?.valueKinds).toEqual(expected);
    }
  });

  it('of few values each is looked at once, without the blanks around it', () => {
    const kinds = (name: string) => runs[0]?.[`few.${name}`]?.valueKinds;
    expect(kinds('mail')).toEqual({ looked: 3, matched: { email: 2 } });
    expect(kinds('card')).toMatchObject({ looked: 2, matched: { card_number: 1 } });
    expect(kinds('id')).toEqual({ looked: 2, matched: {} });
    for (const name of ['price', 'day', 'open', 'nothing'])
      expect(kinds(name), name).toEqual({ looked: 0, matched: {} });
  });

  it('no value is kept but those that lists and ends show', () => {
    const column = runs[0]!['many.mixed']!;
    const { min_text, max_text } = column.measures;
    const shown = new Set([...column.frequencies!.items.map(({ value }) => value), min_text, max_text]);
    const json = JSON.stringify(column);
    const found = VALUES.filter((value) => json.includes(`"${value}"`) && !shown.has(value));
    expect(found).toEqual([]);
    expect(json.length).toBeLessThan(10_000);
  });
});
