import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE_POLICY, DEFAULT_TEST_POLICY, type TestGatePolicy } from './gate-policy.ts';
import { gateVerdict } from './gate-verdict.ts';
import {
  type EndedProfilingRun,
  type EndedTestRun,
  judgeProfilingRun,
  judgeTestRun,
  neverRan,
} from './judge-run.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const found = (count: number, ...places: string[]) => ({ count, places });
const CLEAN: EndedTestRun = {
  runId: 'run-1',
  name: 'The suite "Nightly"',
  status: 'completed',
  endedAt: new Date('2026-03-01T11:00:00Z'),
  errorMessage: null,
  score: 0.97,
  failed: found(0),
  warnings: found(0),
  errors: found(0),
  newFailures: found(0),
  noData: found(0),
};
const judged = (run: Partial<EndedTestRun>, policy: Partial<TestGatePolicy> = {}) =>
  judgeTestRun({ ...CLEAN, ...run }, { ...DEFAULT_TEST_POLICY, ...policy }, NOW);

describe('a test run', () => {
  it('passes when nothing that the policy names is wrong', () => {
    expect(judged({ warnings: found(5) })).toEqual({ outcome: 'passed', reasons: [] });
  });

  it.each([
    ['max_failed', { failed: found(2, 'a.b (Required)') }, {}, 'failed', 2, 0],
    ['max_warnings', { warnings: found(4) }, { max_warnings: 3 }, 'failed', 4, 3],
    ['max_new_failures', { newFailures: found(1) }, { max_new_failures: 0 }, 'failed', 1, 0],
    ['max_no_data', { noData: found(1) }, { max_no_data: 0 }, 'failed', 1, 0],
    ['max_errors', { errors: found(1) }, {}, 'error', 1, 0],
    ['min_score', { score: 0.899999 }, { min_score: 0.9 }, 'failed', 0.899999, 0.9],
    ['max_age_minutes', {}, { max_age_minutes: 59 }, 'failed', 60, 59],
  ] as const)('breaks %s', (rule, run, policy, outcome, number, limit) => {
    expect(judged(run, policy)).toMatchObject({
      outcome,
      reasons: [{ rule, outcome, found: number, limit, runId: 'run-1' }],
    });
  });

  it('may be exactly at every limit', () => {
    expect(
      judged(
        { failed: found(1), warnings: found(2), score: 0.9 },
        { max_failed: 1, max_warnings: 2, min_score: 0.9, max_age_minutes: 60 },
      ).outcome,
    ).toBe('passed');
  });

  it('tells every broken rule in words, what is wrong with the data before what could not run', () => {
    const { outcome, reasons } = judged(
      { failed: found(3, 'orders.amount (Min_Val)', 'orders.id (Unique)'), errors: found(1), score: 0.12345 },
      { min_score: 0.9 },
    );
    expect(outcome).toBe('failed');
    expect(reasons.map(({ says }) => says)).toEqual([
      'The suite "Nightly": 3 tests failed, at most 0 allowed: orders.amount (Min_Val), orders.id (Unique) and 1 more.',
      'The suite "Nightly": the score is 0.1234, at least 0.9 is needed.',
      'The suite "Nightly": 1 test could not run, at most 0 allowed.',
    ]);
  });

  it('without a score is not held against one', () => {
    expect(judged({ score: null }, { min_score: 1 }).outcome).toBe('passed');
  });

  it('that did not complete is judged by that alone', () => {
    const wrong = { failed: found(9) };
    expect(judged({ ...wrong, status: 'canceled' })).toMatchObject({
      outcome: 'canceled',
      reasons: [{ rule: 'run_canceled' }],
    });
    expect(judged({ ...wrong, status: 'error', errorMessage: 'No route to host.' })).toMatchObject({
      outcome: 'error',
      reasons: [{ rule: 'run_error', says: expect.stringContaining('No route to host.') }],
    });
    expect(neverRan('The suite "Nightly"').outcome).toBe('error');
  });

  it('never gets better by more that is wrong, and never worse by a wider limit', () => {
    const limit = fc.option(fc.nat(5), { nil: null });
    const counts = fc.record({
      failed: fc.nat(6),
      warnings: fc.nat(6),
      errors: fc.nat(6),
      noData: fc.nat(6),
    });
    const policies = fc.record({
      max_failed: limit,
      max_warnings: limit,
      max_errors: limit,
      max_no_data: limit,
    });
    const runOf = (counted: Record<string, number>) =>
      Object.fromEntries(Object.entries(counted).map(([name, value]) => [name, found(value)]));
    fc.assert(
      fc.property(
        counts,
        policies,
        fc.constantFrom('failed', 'warnings', 'errors', 'noData'),
        (few, policy, more) => {
          const before = judged(runOf(few), policy);
          const worse = judged(runOf({ ...few, [more]: few[more as keyof typeof few] + 1 }), policy);
          if (before.outcome !== 'passed') expect(worse.outcome).not.toBe('passed');
          if (before.outcome === 'failed') expect(worse.outcome).toBe('failed');
          const unlimited = Object.fromEntries(Object.keys(policy).map((name) => [name, null]));
          expect(judged(runOf(few), unlimited).outcome).toBe('passed');
        },
      ),
    );
  });
});

it('a profile is judged by its issues', () => {
  const run: EndedProfilingRun = {
    ...CLEAN,
    name: 'The profile of "Shop"',
    definite: found(1, 'orders.state (Non_Standard_Blanks)'),
    likely: found(3),
    possible: found(0),
    newIssues: found(2),
  };
  expect(judgeProfilingRun(run, DEFAULT_PROFILE_POLICY, NOW).outcome).toBe('passed');
  const policy = { ...DEFAULT_PROFILE_POLICY, max_definite: 0, max_likely: 3, max_new_issues: 1 };
  expect(judgeProfilingRun(run, policy, NOW).reasons.map(({ says }) => says)).toEqual([
    'The profile of "Shop": 1 definite hygiene issue, at most 0 allowed: orders.state (Non_Standard_Blanks).',
    'The profile of "Shop": 2 new hygiene issues, at most 1 allowed.',
  ]);
});

it('of several runs the worst outcome stands, and every reason is told', () => {
  const reasons = [
    ...judged({ status: 'canceled' }).reasons,
    ...judged({ errors: found(1) }).reasons,
    ...judged({ failed: found(1) }).reasons,
  ];
  expect(gateVerdict(reasons)).toMatchObject({
    outcome: 'failed',
    reasons: [{ outcome: 'failed' }, { outcome: 'error' }, { outcome: 'canceled' }],
  });
  expect(gateVerdict([])).toEqual({ outcome: 'passed', reasons: [] });
});
