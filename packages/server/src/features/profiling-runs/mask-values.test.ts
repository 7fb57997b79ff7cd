import { type ColumnMeasures, type GroupingResult, PROFILE_MEASURES } from '@assay/checks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskFrequencies, maskLists, maskMeasures, maskPatterns } from './mask-values.ts';

const grouping = (items: GroupingResult['items']): GroupingResult => ({
  items,
  distinct: items.length + 3,
  otherRows: 7,
  estimated: false,
});

describe('masking', () => {
  it('hides measures that are values and leaves those that are numbers about them', () => {
    const measures: ColumnMeasures = {
      record_ct: 9,
      min_text: 'ada@x.org',
      max_text: 'zoe@x.org',
      avg_length: 9,
    };
    expect(maskMeasures(measures)).toEqual({ record_ct: 9, min_text: null, max_text: null, avg_length: 9 });
  });

  it('adds no measure that the column does not have', () => {
    expect(maskMeasures({ record_ct: 9, boolean_true_ct: 4 })).toEqual({ record_ct: 9, boolean_true_ct: 4 });
  });

  it('hides every value and keeps the number of rows', () => {
    const item = fc.record({ value: fc.string(), count: fc.nat(1_000_000) });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const masked = maskFrequencies(grouping(items));
        expect(masked?.items).toEqual([]);
        expect(masked?.otherRows).toBe(items.reduce((sum, { count }) => sum + count, 7));
        expect(masked?.distinct).toBe(items.length + 3);
      }),
    );
  });

  it('shows patterns of plain letters, and hides those that spell something', () => {
    const patterns = grouping([
      { value: 'Aaaa Aaaaa', count: 5 },
      { value: 'Żółć', count: 2 },
    ]);
    expect(maskPatterns(patterns)).toEqual({
      ...patterns,
      items: [{ value: 'Aaaa Aaaaa', count: 5 }],
      otherRows: 9,
    });
  });

  it('hides every measure that is text or a moment, whichever are added', () => {
    const values = PROFILE_MEASURES.filter(({ result }) => result === 'text' || result === 'moment');
    const measures = Object.fromEntries(values.map(({ name }) => [name, 'x']));
    // The name of a known shape, not a value.
    const { std_pattern_match: shape, ...masked } = maskMeasures(measures);
    expect(shape).toBe('x');
    expect(Object.values(masked)).toEqual(Object.values(masked).map(() => null));
  });

  it('leaves of the lists what is said of many rows', () => {
    const hours = grouping([{ value: '8', count: 5 }]);
    const values = grouping([{ value: '1900-01-01', count: 5 }]);
    const bins = [{ from: '1931-04-02', to: '1999-01-01', count: 9 }];
    const lists = {
      frequencies: values,
      patterns: grouping([{ value: 'NNNN-NN-NN', count: 5 }]),
      weekdays: hours,
      hours,
      sentinels: values,
      histogram: { equalWidth: bins, quantile: bins },
    };
    const hidden = { ...values, items: [], otherRows: 12 };
    expect(maskLists(lists)).toEqual({ ...lists, frequencies: hidden, sentinels: hidden, histogram: null });
  });

  it('leaves what was never collected as it is', () => {
    expect([maskFrequencies(null), maskPatterns(null)]).toEqual([null, null]);
  });
});
