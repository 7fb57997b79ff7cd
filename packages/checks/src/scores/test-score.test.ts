import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_PARAMETERS, type TestDefinition } from '../test-definition.ts';
import { aggregateBalance } from '../test-types/aggregate-balance.ts';
import { aggregateBalancePercent } from '../test-types/aggregate-balance-percent.ts';
import { aggregateBalanceRange } from '../test-types/aggregate-balance-range.ts';
import { aggregateMinimum } from '../test-types/aggregate-minimum.ts';
import { avgShift } from '../test-types/avg-shift.ts';
import { comboMatch } from '../test-types/combo-match.ts';
import { custom } from '../test-types/custom.ts';
import { decTrunc } from '../test-types/dec-trunc.ts';
import { incrAvgShift } from '../test-types/incr-avg-shift.ts';
import { lovAll } from '../test-types/lov-all.ts';
import { missingPct } from '../test-types/missing-pct.ts';
import { recency } from '../test-types/recency.ts';
import { required } from '../test-types/required.ts';
import { rowCt } from '../test-types/row-ct.ts';
import { rowCtPct } from '../test-types/row-ct-pct.ts';
import { uniquePct } from '../test-types/unique-pct.ts';
import {
  type PrevalenceFacts,
  type ScoredTest,
  testPoints,
  testPrevalence,
  testScore,
} from './test-score.ts';

const definition: TestDefinition = {
  id: 'd',
  testType: '',
  schema: null,
  table: 't',
  column: 'a',
  parameters: { ...NO_PARAMETERS, threshold_value: '0' },
  severity: null,
};
const facts = (given: Partial<PrevalenceFacts>): PrevalenceFacts => ({
  type: required,
  definition,
  verdict: { code: 0, measure: 20, affectedRows: null },
  recordCount: 100,
  profile: null,
  ...given,
});
const scored = (
  column: string | null,
  prevalence: number | null,
  given: Partial<ScoredTest> = {},
): ScoredTest => ({
  table: 't',
  column,
  prevalence,
  points: 100,
  disposition: null,
  ...given,
});
const scoreOf = (...results: ScoredTest[]) => testScore(results).score;

describe('the score of a test run', () => {
  const listed = scored('a', 0.2);
  const filled = scored('a', 0.1);
  const passed = scored('b', 0);

  it('combines the tests of a column and adds up columns', () => {
    const score = testScore([listed, filled, passed]);
    expect(score.affected).toBeCloseTo(28, 9);
    expect(score.points).toBe(200);
    expect(score.score).toBeCloseTo(0.86, 9);
    expect(score.byColumn.map(({ column, score: each }) => [column, each])).toEqual([
      ['a', expect.closeTo(0.72, 9)],
      ['b', 1],
    ]);
  });

  it('weighs columns', () => {
    const weight = (_table: string, column: string | null) => (column === 'a' ? 2 : 1);
    const score = testScore([listed, filled, passed], weight);
    expect([score.affected, score.points]).toEqual([expect.closeTo(56, 9), 300]);
    expect(score.score).toBeCloseTo(0.8133, 4);
  });

  it('forgives a dismissed finding and keeps its rows', () => {
    expect(scoreOf({ ...listed, disposition: 'Dismissed' as const }, filled, passed)).toBeCloseTo(0.95, 9);
    expect(testScore([{ ...listed, disposition: 'Dismissed' as const }]).points).toBe(100);
  });

  it('is exactly 0 when one test finds everything bad', () => {
    expect(scoreOf(scored('a', 1))).toBe(0);
  });

  it('is null when nothing was measured, and errors are neither good nor bad', () => {
    expect(scoreOf()).toBeNull();
    expect(scoreOf(scored('a', null))).toBeNull();
    expect(scoreOf(scored('a', null), scored('b', 0.5))).toBe(0.5);
  });
});

describe('at the extremes', () => {
  const weight = (_table: string, column: string | null) => (column === 'a' ? 1000 : 0.001);

  it('all tests that pass give exactly 1, whatever the weights', () => {
    const passing = [scored('a', 0), scored('a', 0), scored('b', 0), scored(null, 0)];
    expect([scoreOf(...passing), testScore(passing, weight).score]).toEqual([1, 1]);
  });

  it('all tests that find every row bad give exactly 0, whatever the weights', () => {
    const failing = [scored('a', 1), scored('b', 1), scored(null, 1), scored(null, 1)];
    expect([scoreOf(...failing), testScore(failing, weight).score]).toEqual([0, 0]);
  });

  it('all findings dismissed or muted give 1, as if they had passed', () => {
    const dismissed = scored('a', 1, { disposition: 'Dismissed' });
    const muted = scored('b', 0.5, { disposition: 'Inactive' });
    expect(testScore([dismissed, muted])).toMatchObject({ score: 1, points: 200, affected: 0 });
  });

  it('tables without a row have no points: null alone, and no say beside others', () => {
    const nothing = scored('a', 0, { points: 0 });
    expect([scoreOf(nothing), scoreOf({ ...nothing, prevalence: 1 })]).toEqual([null, null]);
    expect(scoreOf(nothing, { ...scored('a', 0.25), table: 'u' })).toBe(0.75);
  });

  it('a weight of nothing takes a column out of the score', () => {
    const only = (_table: string, column: string | null) => (column === 'a' ? 0 : 1);
    expect(testScore([scored('a', 1), scored('b', 0.5)], only).score).toBe(0.5);
    expect(testScore([scored('a', 1)], only).score).toBeNull();
  });

  it('one row of many is seen, and so is all but one', () => {
    const many = { points: 1e9 };
    expect(scoreOf(scored('a', 1e-9, many))).toBeLessThan(1);
    expect(scoreOf(scored('a', 1 - 1e-9, many))).toBeGreaterThan(0);
  });
});

const results = fc.array(
  fc.record({
    table: fc.constantFrom('s', 't'),
    column: fc.constantFrom('a', 'b', null),
    prevalence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    points: fc.option(fc.nat(10_000)),
    disposition: fc.constantFrom(null, 'Confirmed' as const, 'Dismissed' as const, 'Inactive' as const),
  }),
  { maxLength: 12 },
);

describe('any score', () => {
  it('lies between 0 and 1, or is null', () => {
    fc.assert(
      fc.property(results, (list) => {
        const { score } = testScore(list);
        if (score !== null) expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });

  it('never rises when more rows are bad', () => {
    fc.assert(
      fc.property(results, fc.nat(11), fc.double({ min: 0, max: 1, noNaN: true }), (list, at, more) => {
        const worse = list.map((result, index) =>
          index === at && result.prevalence !== null
            ? { ...result, prevalence: Math.max(result.prevalence, more) }
            : result,
        );
        expect(testScore(worse).score ?? 0).toBeLessThanOrEqual((testScore(list).score ?? 0) + 1e-12);
      }),
    );
  });

  it('never falls when a finding is dismissed', () => {
    fc.assert(
      fc.property(results, fc.nat(11), (list, at) => {
        const forgiven = list.map((result, index) =>
          index === at ? { ...result, disposition: 'Dismissed' as const } : result,
        );
        expect(testScore(forgiven).score ?? 0).toBeGreaterThanOrEqual((testScore(list).score ?? 0) - 1e-12);
      }),
    );
  });

  it('does not depend on the scale of weights or the order of results', () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 1000 }), (list, factor) => {
        const score = testScore(list).score ?? 0;
        expect(testScore(list.toReversed(), () => factor).score ?? 0).toBeCloseTo(score, 9);
      }),
    );
  });
});

describe('the prevalence of a result', () => {
  it('is the excess over the threshold, out of the rows there are', () => {
    const tolerant = { ...definition, parameters: { ...NO_PARAMETERS, threshold_value: '5' } };
    expect(testPrevalence(facts({}))).toBe(0.2);
    expect(testPrevalence(facts({ definition: tolerant }))).toBe(0.15);
  });

  it('is 0 for a test that passed and null for one that could not be told', () => {
    expect(testPrevalence(facts({ verdict: { code: 1, measure: 3, affectedRows: null } }))).toBe(0);
    expect(testPrevalence(facts({ verdict: { code: null, measure: null, affectedRows: null } }))).toBeNull();
    expect(testPrevalence(facts({ verdict: { code: -1, measure: 3, affectedRows: null } }))).toBeNull();
  });

  it('is at most 1, and at most the risk of the type where nothing was left to measure', () => {
    expect(testPrevalence(facts({ verdict: { code: 0, measure: 5000, affectedRows: null } }))).toBe(1);
    expect(
      testPrevalence(facts({ type: recency, verdict: { code: 0, measure: null, affectedRows: null } })),
    ).toBe(0.75);
  });

  it.each([
    [aggregateBalance],
    [aggregateBalancePercent],
    [aggregateBalanceRange],
    [aggregateMinimum],
    [decTrunc],
    [lovAll],
  ])(
    'of a test that cannot say which rows are bad is that of all of them, and costs the whole score: $key',
    (type) => {
      const prevalence = testPrevalence(facts({ type, verdict: { code: 0, measure: 3, affectedRows: 100 } }));
      expect([prevalence, scoreOf(scored('a', prevalence))]).toEqual([1, 0]);
    },
  );

  it('counts rows where a query found combinations', () => {
    const verdict = { code: 0, measure: 1, affectedRows: 40 } as const;
    expect(testPrevalence(facts({ type: comboMatch, verdict }))).toBe(0.4);
  });

  it.each([
    [avgShift, 0.5, 4],
    [missingPct, 0.5, 3],
    [uniquePct, 0.5, 3],
    [incrAvgShift, 2, 5],
    [rowCtPct, 5, 60],
  ])('grows with the deviation: $key', (type, small, large) => {
    const baselines = { baseline_ct: '100', baseline_value_ct: '50', baseline_sum: '500' };
    const known = { ...definition, parameters: { ...NO_PARAMETERS, ...baselines, threshold_value: '0' } };
    const of = (measure: number) =>
      testPrevalence(facts({ type, definition: known, verdict: { code: 0, measure, affectedRows: null } }))!;
    expect(of(small)).toBeGreaterThan(0);
    expect(of(large)).toBeGreaterThan(of(small));
  });

  it('is null when it cannot be related to rows', () => {
    expect(testPrevalence(facts({ type: custom, recordCount: null }))).toBeNull();
  });

  it('weighs the rows that are missing from a table that was emptied', () => {
    const emptied = facts({
      type: rowCt,
      definition: { ...definition, column: null, parameters: { ...NO_PARAMETERS, threshold_value: '500' } },
      verdict: { code: 0, measure: 0, affectedRows: null },
      recordCount: 0,
    });
    expect([testPrevalence(emptied), testPoints(emptied)]).toEqual([1, 500]);
    expect(testPrevalence({ ...emptied, verdict: { code: 0, measure: 100, affectedRows: null } })).toBe(0.8);
  });
});
