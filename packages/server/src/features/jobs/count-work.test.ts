import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorkCounter, type PlannedTable } from './count-work.ts';
import type { StoredWork } from './run-progress.ts';

const table = (name: string, rows: number | null, columns = 2, isDone = false): PlannedTable => ({
  ...{ table: name, rows, columns, isDone },
  readings: columns,
});

function counting(planned: readonly PlannedTable[]) {
  let clock = 0;
  let newest: StoredWork | null = null;
  const counter = createWorkCounter(
    planned,
    (work) => {
      newest = work;
    },
    () => clock,
  );
  const wait = (ms: number) => {
    clock += ms;
  };
  return { counter, wait, work: () => newest! };
}

describe('the work of a run', () => {
  it('names the tables that are begun and counts those that are done', () => {
    const { counter, work } = counting([table('orders', 100, 3), table('lines', 100), table('shops', 1)]);
    expect(work()).toMatchObject({ tables: { done: 0, total: 3 }, columns: { done: 0, total: 7 } });
    counter.tell('orders', { columns: 0, share: 0 });
    counter.tell('lines', { columns: 1, share: 0.5 });
    expect(work()).toMatchObject({ tablesAtWork: ['orders', 'lines'], columns: { done: 1, total: 7 } });
    counter.tell('orders', { columns: 0, share: 1 });
    expect(work()).toMatchObject({
      tables: { done: 1, total: 3 },
      columns: { done: 4, total: 7 },
      tablesAtWork: ['lines'],
    });
  });

  it('weighs a table by its cells, one that nobody counted like the average', () => {
    const { counter, work } = counting([table('big', 9_000), table('small', 1_000), table('new', null)]);
    const share = (name: string): number => {
      const before = work().cells.done;
      counter.tell(name, { columns: 2, share: 1 });
      return (work().cells.done - before) / work().cells.total;
    };
    expect(share('big')).toBeCloseTo(10 / 18);
    expect(share('small')).toBeCloseTo(2 / 18);
    expect(share('new')).toBeCloseTo(6 / 18);
  });

  it('counts what an earlier attempt did as done, and not for the pace of this one', () => {
    const { counter, work, wait } = counting([table('orders', 5_000, 2, true), table('lines', 1_000)]);
    expect(work()).toMatchObject({
      tables: { done: 1, total: 2 },
      columns: { done: 2, total: 4 },
      cells: { done: 0, total: 4_000 },
    });
    wait(700);
    counter.tell('lines', { columns: 1, share: 0.5 });
    expect(work()).toMatchObject({ cells: { done: 2_000, total: 4_000 }, elapsedMs: 700 });
  });

  it('leaves out tables that were not planned', () => {
    const { counter, work } = counting([table('orders', 10)]);
    counter.tell('strangers', { columns: 5, share: 1 });
    expect(work()).toMatchObject({ tables: { done: 0, total: 1 }, tablesAtWork: [] });
  });

  it('is done when every table is, whatever was known of them', () => {
    const rows = fc.option(fc.integer({ min: 0, max: 1e9 }));
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 20 }), (counts) => {
        const planned = counts.map((count, index) => table(`t${index}`, count));
        const { counter, work } = counting(planned);
        for (const { table: name } of planned) counter.tell(name, { columns: 2, share: 1 });
        const { tables, columns, cells, tablesAtWork } = work();
        for (const { done, total } of [tables, columns, cells]) expect(done).toBe(total);
        expect(tablesAtWork).toEqual([]);
      }),
    );
  });
});
