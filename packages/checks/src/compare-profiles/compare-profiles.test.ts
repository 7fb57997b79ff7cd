import { describe, expect, it } from 'vitest';
import type { ColumnProfile, TableProfile } from '../column-profile.ts';
import type { ColumnMeasures } from '../measure-values.ts';
import { tableProfile } from '../testing/sample-profiles.ts';
import type { GroupingResult } from '../value-grouping.ts';
import { compareProfiles } from './compare-profiles.ts';
import type { ColumnChanges } from './profile-comparison.ts';

const list = (items: Readonly<Record<string, number>>, otherRows = 0): GroupingResult => ({
  items: Object.entries(items).map(([value, count]) => ({ value, count })),
  distinct: Object.keys(items).length,
  otherRows,
  estimated: false,
});

const COUNTED = { record_ct: 1000, value_ct: 1000, null_value_ct: 0, distinct_value_ct: 500 };
const amount = (
  measures: ColumnMeasures = {},
  facts: Partial<ColumnProfile> = {},
): Partial<ColumnProfile> => ({
  column: 'amount',
  generalType: 'N',
  columnType: 'numeric(10,2)',
  measures: {
    ...COUNTED,
    min_value: 0,
    percentile_25: 25,
    percentile_50: 50,
    percentile_75: 75,
    max_value: 100,
    avg_value: 50,
    stdev_value: 29,
    ...measures,
  },
  ...facts,
});
const orders = (...columns: Partial<ColumnProfile>[]): TableProfile => tableProfile('orders', 1000, columns);

function changesOf(before: Partial<ColumnProfile>, after: Partial<ColumnProfile>): ColumnChanges {
  const [table] = compareProfiles([orders(before)], [orders(after)]).tables;
  const [column] = table?.columns ?? [];
  if (column === undefined) throw new Error('the column was not compared');
  return column;
}
const measureOf = ({ measures }: ColumnChanges, name: string) =>
  measures.find(({ measure }) => measure === name);

describe('a column that did not change', () => {
  it('is stable and shows nothing', () => {
    expect(changesOf(amount(), amount())).toMatchObject({
      verdict: 'stable',
      measures: [],
      type: null,
      pii: null,
    });
  });
  it('is stable when its table only grew', () => {
    const grown = { record_ct: 2000, value_ct: 2000, distinct_value_ct: 560, zero_value_ct: 20 };
    const changes = changesOf(amount({ zero_value_ct: 10 }), amount(grown));
    expect(changes.verdict).toBe('stable');
    expect(measureOf(changes, 'zero_value_ct')).toBeUndefined();
  });
});

describe('a measure', () => {
  it('that counts rows is compared as a share, by the arcsine difference', () => {
    const changes = changesOf(amount(), amount({ null_value_ct: 40, value_ct: 960 }));
    const size = 2 * Math.asin(Math.sqrt(0.04));
    const nulls = measureOf(changes, 'null_value_ct');
    expect(nulls).toMatchObject({ before: 0, after: 40, verdict: 'shifted', effect: { unit: 'cohens_h' } });
    expect(nulls?.effect?.size).toBeCloseTo(size, 12);
    expect(changes.verdict).toBe('shifted');
  });
  it('that is an average moves in pooled standard deviations', () => {
    const small = measureOf(changesOf(amount(), amount({ avg_value: 51 })), 'avg_value');
    const large = measureOf(changesOf(amount(), amount({ avg_value: 79 })), 'avg_value');
    expect(small?.verdict).toBe('stable');
    expect(large).toMatchObject({ verdict: 'changed', effect: { unit: 'deviations' } });
    expect(large?.effect?.size).toBeCloseTo(1, 2);
  });
  it('is not alarmed by what chance does in a few rows', () => {
    const few = { record_ct: 8, value_ct: 8 };
    const changes = changesOf(
      amount({ ...few, null_value_ct: 0 }),
      amount({ ...few, null_value_ct: 1, value_ct: 7, avg_value: 65 }),
    );
    expect(measureOf(changes, 'null_value_ct')).toMatchObject({ verdict: 'stable' });
    expect(measureOf(changes, 'avg_value')).toMatchObject({ verdict: 'stable' });
  });
  it('of the spread is compared by ratio', () => {
    const wider = measureOf(changesOf(amount(), amount({ stdev_value: 58 })), 'stdev_value');
    expect(wider).toMatchObject({ verdict: 'changed', effect: { size: 2, unit: 'ratio' } });
  });
  it('of distinct values counts by number, and by share where nearly all are different', () => {
    const codes = measureOf(
      changesOf(amount({ distinct_value_ct: 4 }), amount({ distinct_value_ct: 9 })),
      'distinct_value_ct',
    );
    expect(codes).toMatchObject({ verdict: 'changed', effect: { unit: 'ratio' } });
    const keys = measureOf(
      changesOf(amount({ distinct_value_ct: 1000 }), amount({ distinct_value_ct: 900 })),
      'distinct_value_ct',
    );
    expect(keys).toMatchObject({ verdict: 'changed', effect: { unit: 'cohens_h' } });
  });
});

describe('a distribution', () => {
  const status = (items: Readonly<Record<string, number>>, otherRows = 0): Partial<ColumnProfile> => ({
    column: 'status',
    generalType: 'A',
    measures: COUNTED,
    frequencies: list(items, otherRows),
  });

  it('of few values names those that came and went', () => {
    const changes = changesOf(status({ new: 500, old: 500 }), status({ new: 400, lost: 600 }));
    expect(changes).toMatchObject({ verdict: 'changed', newValues: ['lost'], goneValues: ['old'] });
    expect(changes.distributions).toMatchObject([{ basis: 'frequencies', verdict: 'changed' }]);
  });
  it('does not name values that a list may just have left out', () => {
    const changes = changesOf(status({ new: 500 }, 500), status({ old: 600 }, 400));
    expect([changes.newValues, changes.goneValues]).toEqual([null, null]);
  });
  it('of other shares has shifted or changed, by the size of the stability index', () => {
    const shifted = changesOf(status({ a: 500, b: 500 }), status({ a: 680, b: 320 }));
    expect(shifted.distributions[0]).toMatchObject({ verdict: 'shifted' });
    const stable = changesOf(status({ a: 500, b: 500 }), status({ a: 540, b: 460 }));
    expect(stable.distributions[0]).toMatchObject({ verdict: 'stable' });
  });
  it('of numbers without a histogram is told by quartiles', () => {
    const moved = {
      min_value: 50,
      percentile_25: 75,
      percentile_50: 100,
      percentile_75: 125,
      max_value: 150,
    };
    expect(changesOf(amount(), amount(moved)).distributions).toMatchObject([
      { basis: 'quartiles', verdict: 'changed' },
    ]);
  });
  it('of dates is told by weekdays and hours, not by the dates', () => {
    const seen = (weekdays: Readonly<Record<string, number>>): Partial<ColumnProfile> => ({
      column: 'seen_at',
      generalType: 'D',
      measures: COUNTED,
      frequencies: list({ '2024-01-01': 1000 }),
      weekdays: list(weekdays),
    });
    expect(changesOf(seen({ 1: 500, 2: 500 }), seen({ 1: 500, 7: 500 })).distributions).toMatchObject([
      { basis: 'weekdays', verdict: 'changed' },
    ]);
  });
});

describe('a meaning', () => {
  const flag = { risk: 'High', category: 'ID', type: 'SSN', reason: 'By name.', manual: false } as const;
  it('that is another one is a shift, and so is shown with both sides', () => {
    const changes = changesOf(
      amount({}, { semanticType: 'Code' }),
      amount({}, { semanticType: 'Measurement', pii: flag }),
    );
    expect(changes).toMatchObject({
      verdict: 'shifted',
      semanticType: { before: 'Code', after: 'Measurement' },
      pii: { before: null, after: flag },
    });
  });
  it('stays the same flag when only its reason is worded anew', () => {
    expect(
      changesOf(amount({}, { pii: flag }), amount({}, { pii: { ...flag, reason: 'By value.' } })).pii,
    ).toBeNull();
  });
});

describe('the schema', () => {
  const named = (
    column: string,
    position: number,
    facts: Partial<ColumnProfile> = {},
  ): Partial<ColumnProfile> => ({
    column,
    position,
    ...facts,
  });

  it('tells what came, went and has another type', () => {
    const { schema } = compareProfiles(
      [
        orders(named('id', 1), named('note', 2, { columnType: 'text' })),
        tableProfile('gone', 1, [named('a', 1)]),
      ],
      [
        orders(named('id', 1, { columnType: 'bigint' }), named('city', 2)),
        tableProfile('fresh', 1, [named('b', 1)]),
      ],
    );
    expect(schema).toMatchObject({
      tablesAdded: ['fresh'],
      tablesRemoved: ['gone'],
      columnsAdded: [{ table: 'orders', column: 'city' }],
      columnsRemoved: [{ table: 'orders', column: 'note' }],
      typesChanged: [{ table: 'orders', column: 'id', after: 'bigint' }],
      columnsMoved: [],
      likelyRenames: [],
    });
  });
  it('lists columns that moved, and not those that made way', () => {
    const before = orders(...['a', 'b', 'c', 'd', 'e'].map((name, index) => named(name, index + 1)));
    const after = orders(...['fresh', 'b', 'c', 'd', 'a', 'e'].map((name, index) => named(name, index + 1)));
    expect(compareProfiles([before], [after]).schema.columnsMoved).toEqual([
      { table: 'orders', column: 'a', before: 1, after: 5 },
    ]);
  });
  it('guesses that a column of the same values has another name', () => {
    const { schema } = compareProfiles(
      [orders(amount())],
      [orders(amount({ avg_value: 50.5 }, { column: 'total' }))],
    );
    expect(schema.likelyRenames).toMatchObject([
      { kind: 'column', table: 'orders', before: 'amount', after: 'total' },
    ]);
    expect(schema.columnsAdded).toEqual([{ table: 'orders', column: 'total' }]);
  });
  it('does not guess between two that look alike, nor where little is known', () => {
    const twins = [amount({}, { column: 'net' }), amount({}, { column: 'gross' })];
    expect(compareProfiles([orders(amount())], [orders(...twins)]).schema.likelyRenames).toEqual([]);
    const flags = [orders(named('is_new', 1)), orders(named('is_old', 1))] as const;
    expect(compareProfiles([flags[0]], [flags[1]]).schema.likelyRenames).toEqual([]);
  });
  it('guesses that a table of the same columns has another name', () => {
    const columns = ['id', 'name', 'city'].map((name, index) => named(name, index + 1));
    const { schema } = compareProfiles(
      [tableProfile('clients', 5, columns)],
      [tableProfile('customers', 6, columns)],
    );
    expect(schema.likelyRenames).toMatchObject([{ kind: 'table', before: 'clients', after: 'customers' }]);
  });
  it('says nothing about columns of a table that could not be read', () => {
    const unreadable = { ...orders(), error: 'locked' };
    expect(compareProfiles([orders(amount())], [unreadable]).schema).toMatchObject({ columnsRemoved: [] });
  });
});
