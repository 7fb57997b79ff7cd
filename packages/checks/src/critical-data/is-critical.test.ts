import { describe, expect, it } from 'vitest';
import type { ExampleTable } from '../example.ts';
import { numbered } from '../hygiene-parts/example-rows.ts';
import type { InterpretationSettings } from '../interpret-profile.ts';
import { profileExampleTables } from '../testing/profile-example-tables.ts';

/** Codes of which one in `gapEvery` rows is missing, and a remark: a table of terms. */
const terms = (gapEvery: number): ExampleTable => ({
  table: 'terms',
  columns: { code: 'text', kind: 'text' },
  rows: numbered(100, (i) => i).map((i) => [
    Number(i) % gapEvery === 0 ? 'n/a' : `c${Number(i) % 9}`,
    `a long phrase number ${'abcde'[Number(i) % 5]}`,
  ]),
});
function criticalOf(table: ExampleTable, settings: Partial<InterpretationSettings> = {}) {
  const [profile] = profileExampleTables([table], settings);
  const critical = profile!.columns.map(({ column, criticalDataElement }) => [column, criticalDataElement]);
  return { role: profile!.role, ...(Object.fromEntries(critical) as Record<string, boolean>) };
}

describe('critical data', () => {
  it('are the codes and categories of a domain table', () => {
    expect(criticalOf(terms(10))).toEqual({ role: 'domain', code: true, kind: true });
  });
  it('must be there in more than three quarters of the rows; fillers are gaps', () => {
    expect(criticalOf(terms(4))).toEqual({ role: 'domain', code: false, kind: true });
  });
  it('are amounts and dates of a transaction table, not its remarks or process columns', () => {
    const sales: ExampleTable = {
      table: 'sales',
      columns: { sold_on: 'date', amount: 'numeric(10,2)', created_by: 'text', code: 'text', ref: 'text' },
      rows: numbered(150, (i) => i).map((i) => [
        new Date(Date.UTC(2025, 0, 1 + Number(i))).toISOString().slice(0, 10),
        Number(i) * 17.5,
        `clerk ${Number(i) % 3}`,
        `c${Number(i) % 9}`,
        `d${Number(i) % 8}`,
      ]),
    };
    expect(criticalOf(sales)).toEqual({
      role: 'transaction',
      ...{ sold_on: true, amount: true, created_by: false, code: false, ref: false },
    });
  });
  it('are found only when asked for', () => {
    expect(criticalOf(terms(10), { flagCriticalData: false })).toMatchObject({ code: false, kind: false });
  });
  it("are what a person says, whatever the rules find and whether they're asked", () => {
    const manualCritical = [
      { table: 'terms', column: 'code', critical: false },
      { table: 'elsewhere', column: 'kind', critical: false },
    ];
    expect(criticalOf(terms(10), { manualCritical })).toMatchObject({ code: false, kind: true });
    const wanted = [{ table: 'terms', column: 'code', critical: true }];
    expect(criticalOf(terms(4), { manualCritical: wanted, flagCriticalData: false })).toMatchObject({
      code: true,
      kind: false,
    });
  });
});
