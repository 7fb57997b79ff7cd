import { describe, expect, it } from 'vitest';
import { BUDGET, nearestRank, overBudget } from './size-budget.ts';

const files = (...lengths: number[]) => lengths.map((lines, i) => ({ path: `file-${i}.ts`, lines }));

describe('the size budget', () => {
  it('is kept by a room of small files', () => {
    expect(overBudget('room', files(...Array<number>(20).fill(80), 290), BUDGET)).toEqual([]);
  });

  it('names every file above the ceiling', () => {
    expect(overBudget('room', files(10, 501), BUDGET)).toEqual(['file-1.ts: 501 lines, at most 500']);
  });

  it('names a room whose middle file is too long', () => {
    expect(overBudget('room', files(...Array<number>(10).fill(121)), BUDGET)).toHaveLength(1);
  });

  it('names a room where one file in ten is too long', () => {
    const lengths = [...Array<number>(8).fill(50), 301, 301];
    expect(overBudget('room', files(...lengths), BUDGET)[0]).toContain('one file in ten');
  });

  it('takes the nearest rank as percentile', () => {
    expect(nearestRank(files(5, 1, 4, 2, 3), 0.5)).toBe(3);
    expect(nearestRank(files(...Array.from({ length: 10 }, (_, i) => i + 1)), 0.9)).toBe(9);
    expect(nearestRank([], 0.5)).toBe(0);
  });
});
