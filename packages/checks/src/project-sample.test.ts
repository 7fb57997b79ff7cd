import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectSample } from './project-sample.ts';

const SAMPLE = { sampledRows: 6000, recordCount: 20_000 };

describe('a sample, projected to its table', () => {
  it('scales counts and sums, keeps averages and ends, and knows the rows exactly', () => {
    const { measures, intervals, estimated } = projectSample(
      {
        record_ct: 6000,
        value_ct: 3000,
        upper_case_ct: 3000,
        fractional_sum: 1.5,
        avg_value: 7,
        max_value: 9,
      },
      SAMPLE,
    );
    expect(measures).toEqual({
      record_ct: 20_000,
      value_ct: 10_000,
      upper_case_ct: 10_000,
      fractional_sum: 5,
      avg_value: 7,
      max_value: 9,
    });
    expect([...estimated].sort()).toEqual(['fractional_sum', 'upper_case_ct', 'value_ct']);
    // n* = 6000 x 19,999 / 14,000 = 8571; Wilson at one half: 0.5 -+ 0.01058.
    expect(intervals.value_ct).toEqual({ low: 9788, high: 10_212 });
  });

  it('a count of none may be some, a count of all may be fewer, never beyond what was seen', () => {
    const { intervals } = projectSample({ record_ct: 6000, null_value_ct: 0, value_ct: 6000 }, SAMPLE);
    expect(intervals.null_value_ct).toEqual({ low: 0, high: 9 });
    expect(intervals.value_ct).toEqual({ low: 19_991, high: 20_000 });
  });

  it('estimates distinct values: all where none repeats, hardly more than seen where all do', () => {
    const distinct = (seen: number) =>
      projectSample({ record_ct: 6000, value_ct: 6000, distinct_value_ct: seen }, SAMPLE);
    expect(distinct(6000).measures.distinct_value_ct).toBe(20_000);
    expect(distinct(50).measures.distinct_value_ct).toBe(50);
    expect(distinct(0).measures.distinct_value_ct).toBe(0);
    expect(distinct(50).intervals.distinct_value_ct).toEqual({ low: 50, high: 14_050 });
    // 10,000 pairs: a value is seen with probability 1 - 0.7^2 = 0.51.
    expect(distinct(5100).measures.distinct_value_ct).toBe(10_000);
  });

  it('leaves a whole table alone', () => {
    const measures = { record_ct: 10, value_ct: 9 };
    expect(projectSample(measures, { sampledRows: 10, recordCount: 10 })).toEqual({
      measures,
      intervals: {},
      estimated: [],
    });
  });

  it('holds every projection within its interval', () => {
    const sizes = fc
      .integer({ min: 2, max: 5_000_000 })
      .chain((recordCount) =>
        fc
          .integer({ min: 1, max: recordCount - 1 })
          .chain((sampledRows) =>
            fc
              .nat(sampledRows)
              .chain((value) =>
                fc.nat(value).map((distinct) => ({ recordCount, sampledRows, value, distinct })),
              ),
          ),
      );
    fc.assert(
      fc.property(sizes, ({ recordCount, sampledRows, value, distinct }) => {
        const observed = { record_ct: sampledRows, value_ct: value, distinct_value_ct: distinct };
        const { measures, intervals } = projectSample(observed, { recordCount, sampledRows });
        for (const name of ['value_ct', 'distinct_value_ct'] as const) {
          const { low, high } = intervals[name]!;
          expect(measures[name]).toBeGreaterThanOrEqual(low);
          expect(measures[name]).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(recordCount);
        }
      }),
    );
  });

  it('covers the truth in about 95 of 100 samples', () => {
    const random = mulberry(20_250_701);
    const [recordCount, truth] = [2000, 260];
    const tries = 2000;
    let covered = 0;
    for (let attempt = 0; attempt < tries; attempt++) {
      const rows = Array.from({ length: recordCount }, (_, row) => row < truth).filter(() => random() < 0.2);
      const count = rows.filter(Boolean).length;
      const sample = { sampledRows: rows.length, recordCount };
      const { low, high } = projectSample({ record_ct: rows.length, null_value_ct: count }, sample).intervals
        .null_value_ct!;
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / tries).toBeGreaterThan(0.93);
    expect(covered / tries).toBeLessThan(0.985);
  });
});

/** A seeded generator (mulberry32), uniform over [0, 1). */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
