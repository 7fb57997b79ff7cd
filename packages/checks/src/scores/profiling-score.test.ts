import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnProfile, TableProfile } from '../column-profile.ts';
import { tableProfile } from '../testing/sample-profiles.ts';
import { type IssueDisposition, profilingScore, type ScoredIssue } from './profiling-score.ts';
import { columnWeight } from './weights.ts';

const issue = (
  column: string,
  prevalence: number | null,
  disposition: IssueDisposition = null,
): ScoredIssue => ({ table: 't', column, prevalence, disposition });

const twoColumns: TableProfile = tableProfile(
  't',
  10,
  [
    {
      column: 'last_name',
      semanticType: 'Person Last Name',
      pii: { risk: 'Moderate', category: 'NAME', type: 'Individual', reason: 'Names.', manual: false },
    },
    { column: 'city_nm', semanticType: 'Constant' },
  ],
  { role: 'domain' },
);

describe('the profiling score', () => {
  it('weighs table, meaning and personal data, and multiplies the findings of a column', () => {
    const score = profilingScore(
      [twoColumns],
      [issue('last_name', 0.1), issue('last_name', 0.25), issue('last_name', 0), issue('last_name', null)],
    );
    expect(score.points).toBe(175);
    expect(score.affected).toBeCloseTo(48.75, 9);
    expect(score.score).toBeCloseTo(0.721429, 6);
    expect(score.byColumn.map(({ column, weight }) => [column, weight])).toEqual([
      ['last_name', 15],
      ['city_nm', 2.5],
    ]);
  });
  it('counts every row alike when weights are off', () => {
    const score = profilingScore([twoColumns], [issue('city_nm', 0.5)], { useWeights: false });
    expect([score.points, score.affected, score.score]).toEqual([20, 5, 0.75]);
  });
  it('gives 0 points to a column that is bad all through', () => {
    const { score, byColumn } = profilingScore([twoColumns], [issue('last_name', 1), issue('city_nm', 1)]);
    expect(score).toBe(0);
    expect(byColumn.map((column) => column.score)).toEqual([0, 0]);
  });
  it('keeps the column of a dismissed finding in the reckoning', () => {
    const open = [issue('last_name', 0.4), issue('city_nm', 0.4)];
    const dismissed = [issue('last_name', 0.4, 'Dismissed'), issue('city_nm', 0.4, 'Inactive')];
    const unweighed = { useWeights: false };
    expect(profilingScore([twoColumns], open, unweighed).score).toBeCloseTo(0.6, 9);
    expect(profilingScore([twoColumns], [dismissed[0]!, open[1]!], unweighed).score).toBeCloseTo(0.8, 9);
    expect(profilingScore([twoColumns], dismissed, unweighed).score).toBe(1);
  });
  it('is null when nothing was measured: no tables, no rows, or no readable column', () => {
    expect(profilingScore([], []).score).toBeNull();
    expect(profilingScore([tableProfile('t', 0, [{ column: 'a' }])], []).score).toBeNull();
    expect(profilingScore([tableProfile('t', 9, [{ column: 'a', error: 'no' }])], []).score).toBeNull();
  });
});

describe('whatever the findings', () => {
  const prevalence = fc.option(fc.double({ min: 0, max: 1.5, noNaN: true }));
  const disposition = fc.constantFrom<IssueDisposition>(null, 'Confirmed', 'Dismissed', 'Inactive');
  const issues = fc.array(
    fc.record({
      table: fc.constant('t'),
      column: fc.constantFrom('last_name', 'city_nm', '(multi-column)'),
      prevalence,
      disposition,
    }),
    { maxLength: 8 },
  );
  const scoreOf = (list: readonly ScoredIssue[], tables: readonly TableProfile[] = [twoColumns]): number =>
    profilingScore(tables, list).score as number;

  it('the score lies between 0 and 1', () => {
    fc.assert(
      fc.property(issues, (list) => {
        expect(scoreOf(list)).toBeGreaterThanOrEqual(0);
        expect(scoreOf(list)).toBeLessThanOrEqual(1);
      }),
    );
  });
  it('one more finding never raises it', () => {
    fc.assert(
      fc.property(issues, prevalence, (list, more) => {
        expect(scoreOf([...list, issue('last_name', more)])).toBeLessThanOrEqual(scoreOf(list) + 1e-12);
      }),
    );
  });
  it('more bad rows never raise it', () => {
    fc.assert(
      fc.property(issues, fc.double({ min: 0, max: 1, noNaN: true }), (list, extra) => {
        const worse = list.map((each) => ({
          ...each,
          prevalence: each.prevalence === null ? null : each.prevalence + extra,
        }));
        expect(scoreOf(worse)).toBeLessThanOrEqual(scoreOf(list) + 1e-12);
      }),
    );
  });
  it('dismissing a finding never lowers it', () => {
    fc.assert(
      fc.property(issues, fc.nat(), (list, pick) => {
        const dismissed = list.map((each, index) =>
          index === pick % Math.max(1, list.length) ? { ...each, disposition: 'Dismissed' as const } : each,
        );
        expect(scoreOf(dismissed)).toBeGreaterThanOrEqual(scoreOf(list) - 1e-12);
      }),
    );
  });
  it('only the ratio of weights counts, not their size', () => {
    const inRole = (role: TableProfile['role']): TableProfile => ({ ...twoColumns, role });
    fc.assert(
      fc.property(issues, (list) => {
        expect(scoreOf(list, [inRole('entity')])).toBeCloseTo(scoreOf(list, [inRole('transaction')]), 9);
      }),
    );
  });
});

describe('the weight of a column', () => {
  const unknown = { semanticType: null, pii: null } satisfies Partial<ColumnProfile>;
  it('is 1 for a column of which nothing is known', () => {
    expect(columnWeight(null, unknown)).toBe(1);
    expect(columnWeight('transaction', { ...unknown, semanticType: 'Category' })).toBe(1);
  });
  it('takes a flag set by a person for the gravest', () => {
    const pii = { risk: 'Low', category: 'ID', type: 'x', reason: '', manual: true } as const;
    expect(columnWeight(null, { semanticType: null, pii })).toBe(3);
    expect(columnWeight(null, { semanticType: null, pii: { ...pii, manual: false } })).toBe(1.5);
  });
});
