/** The groupings read literally; that engines agree with it is tested on every one of them. */
import { describe, expect, it } from 'vitest';
import type { ExampleCell, ExampleType } from '../example.ts';
import { measureValues } from '../testing/measure-example-table.ts';
import type { GroupingName } from '../value-grouping.ts';

const RUN_AT = '2025-07-01T00:00:00Z';

function found(name: GroupingName, type: ExampleType, values: readonly ExampleCell[]) {
  const grouping = measureValues(type, values, RUN_AT).groupings[name];
  return grouping?.items.map(({ value, count }) => `${value}: ${count}`);
}

describe('groupings of values', () => {
  it('hours of times of day are read from their digits; the end of a day is in none', () => {
    const times = ['00:05:00', '00:59:59', '07:30:00', '10:00:00', '20:00:00', '23:59:59', '24:00:00', null];
    expect(found('hours', 'time', times)).toEqual(['0: 2', '10: 1', '20: 1', '23: 1', '7: 1']);
  });

  it('hours of moments are whole, and days have none', () => {
    expect(found('hours', 'timestamp', ['2024-01-01T00:59:59', '2024-01-01T09:00:00'])).toEqual([
      '0: 1',
      '9: 1',
    ]);
    expect(found('hours', 'date', ['2024-01-01'])).toBeUndefined();
  });

  it('weeks begin on Monday', () => {
    const week = Array.from({ length: 8 }, (_, day) => `2024-01-0${day + 1}`);
    expect(found('weekdays', 'date', week)).toEqual(['1: 2', '2: 1', '3: 1', '4: 1', '5: 1', '6: 1', '7: 1']);
  });

  it('stand-ins for no value are those of the list alone', () => {
    expect(found('sentinels', 'integer', [-1, -1, -2, 999999, 9, null])).toEqual(['-1: 2', '999999: 1']);
    expect(found('sentinels', 'double', [-999, -999.5, 'NaN'])).toEqual(['-999: 1']);
    expect(found('sentinels', 'date', ['1900-01-01', '1900-01-02', '9999-12-31'])).toEqual([
      '1900-01-01: 1',
      '9999-12-31: 1',
    ]);
    expect(found('sentinels', 'text', ['-1'])).toBeUndefined();
  });

  it('patterns and values leave out what is blank', () => {
    expect(found('patterns', 'text', ['AB-12x', 'CD-99y', ' ', '', null])).toEqual(['AA-NNa: 2']);
    expect(found('frequencies', 'text', ['b', 'b', 'a', ' ', ''])).toEqual(['b: 2', 'a: 1']);
    expect(found('frequencies', 'boolean', [true, false, true])).toEqual(['true: 2', 'false: 1']);
  });
});
