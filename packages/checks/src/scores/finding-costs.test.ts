import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingCosts } from './finding-costs.ts';
import { type ScoredFinding, type ScoreGroup, scoreGroups, totalScore } from './score-groups.ts';

const group = <Finding extends ScoredFinding>(
  points: number,
  ...findings: Finding[]
): ScoreGroup<Finding> => ({
  table: 't',
  column: 'c',
  points,
  findings,
});
const finding = (prevalence: number | null) => ({ prevalence });

describe('what findings cost', () => {
  it('is the share of all points that would be good without them', () => {
    const [half, fifth] = [finding(0.5), finding(0.2)];
    // 100 of 400 points, of which 0.5 x 0.8 are good.
    expect(findingCosts([group(100, fifth, half), group(300)])).toEqual([
      { finding: half, cost: expect.closeTo(0.25 * 0.5 * 0.8, 12), alone: 0.125 },
      { finding: fifth, cost: expect.closeTo(0.25 * 0.2 * 0.5, 12), alone: 0.05 },
    ]);
  });

  it('adds up over the groups of one finding', () => {
    const rows = finding(0.5);
    expect(findingCosts([group(100, rows), group(100, rows, finding(0.5)), group(200)])[0]).toEqual({
      finding: rows,
      cost: 0.125 + 0.0625,
      alone: 0.25,
    });
  });

  it('is all of the score for the one finding that spoils everything', () => {
    const all = finding(1);
    expect(scoreGroups([group(7, all)]).score).toBe(0);
    expect(findingCosts([group(7, all)])).toEqual([{ finding: all, cost: 1, alone: 1 }]);
  });

  it('is nothing for each of two that spoil everything, and `alone` still tells them from harmless ones', () => {
    const costs = findingCosts([group(7, finding(1), finding(1), finding(0.25), finding(0), finding(null))]);
    expect(costs.map(({ cost, alone }) => [cost, alone])).toEqual([
      [0, 1],
      [0, 1],
      [0, 0.25],
    ]);
  });

  it('is nothing where there are no rows', () => {
    expect(findingCosts([group(0, finding(1))])).toEqual([]);
    expect(findingCosts([])).toEqual([]);
  });

  it('is what the score gains when the finding goes, for any findings', () => {
    const prevalence = fc.oneof(fc.constantFrom(0, 1, null), fc.double({ min: 0, max: 1, noNaN: true }));
    const groups = fc.array(
      fc.record({ points: fc.integer({ min: 0, max: 1000 }), prevalences: fc.array(prevalence) }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(groups, (drawn) => {
        const all = drawn.map(({ points, prevalences }) => group(points, ...prevalences.map(finding)));
        const { score } = scoreGroups(all);
        for (const { finding: gone, cost, alone } of findingCosts(all)) {
          const without = all.map((one) => ({
            ...one,
            findings: one.findings.filter((each) => each !== gone),
          }));
          expect(scoreGroups(without).score! - score!).toBeCloseTo(cost, 9);
          expect(alone).toBeGreaterThanOrEqual(cost);
        }
      }),
    );
  });
});

describe('the total score', () => {
  it('multiplies what there is', () => {
    expect(totalScore(0.5, 0.5)).toBe(0.25);
    expect(totalScore(0, 0.5)).toBe(0);
    expect(totalScore(0.5, null)).toBe(0.5);
    expect(totalScore(null, 0)).toBe(0);
    expect(totalScore(null, null)).toBeNull();
  });
});
