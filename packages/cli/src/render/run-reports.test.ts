import { stripVTControlCharacters } from 'node:util';
import type { HygieneIssue, ProfilingRun, TestResult, TestRun } from '@assay/contract';
import { expect, it } from 'vitest';
import {
  renderProfilingSummary,
  renderTestFailures,
  renderTestSummary,
  renderWorstIssues,
} from './run-reports.ts';

const plain = (text: string) => stripVTControlCharacters(text);

const PROFILE = {
  id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  status: 'completed',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  started_at: '2026-03-01T08:30:00.180Z',
  completed_at: '2026-03-01T08:30:09.412Z',
  result: {
    score: 0.964,
    table_ct: 1,
    column_ct: 160,
    record_ct: 1_204_331,
    issues: { definite: 3, likely: 5, possible: 11, dismissed: 1 },
  },
} satisfies ProfilingRun;
const TESTS: TestRun = {
  ...PROFILE,
  test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  result: { score: null, tests: { passed: 118, failed: 3, warning: 2, error: 1, log: 4, dismissed: 0 } },
};

it('says the score, the size and the issues of a profile', () => {
  expect(plain(renderProfilingSummary(PROFILE))).toBe(
    'Profiling score 96.4  1 table, 160 columns, 1,204,331 rows\nHygiene issues: 3 definite, 5 likely, 11 possible',
  );
});

it('says the score and the five outcomes of a test run', () => {
  expect(plain(renderTestSummary(TESTS))).toBe(
    'Testing score not measured\nTests: 118 passed, 3 failed, 2 warned, 1 in error, 4 logged',
  );
});

it('says so when a run has no result', () => {
  expect(renderProfilingSummary({ ...PROFILE, result: null })).toBe('The run has no result.');
  expect(renderTestSummary({ ...TESTS, result: null })).toBe('The run has no result.');
});

it('shows the worst issues and counts the rest', () => {
  const issue = (column: string) =>
    ({
      likelihood: 'Definite',
      table: 'customers',
      column,
      name: 'Leading Spaces',
      detail: '12 of 60 rows.',
    }) as HygieneIssue;
  const shown = plain(renderWorstIssues(['a', 'b', 'c'].map(issue), 1));
  expect(shown).toContain('Definite    customers.a  Leading Spaces  12 of 60 rows.');
  expect(shown).not.toContain('customers.b');
  expect(shown).toMatch(/… and 2 more$/);
  expect(plain(renderWorstIssues([issue('a')], 1))).not.toContain('more');
});

it('names the place of a failure as far as there is one', () => {
  const failure = { status: 'Failed', test_type: 'Row_Ct', message: 'Row count: 3' };
  const lines = plain(
    renderTestFailures([
      { ...failure, table: 'orders', column: 'amount' } as TestResult,
      { ...failure, table: 'orders', column: null } as TestResult,
    ]),
  ).split('\n');
  expect(lines[1]).toMatch(/^Failed {2}orders\.amount {2}Row Ct {2}Row count: 3$/);
  expect(lines[2]).toMatch(/^Failed {2}orders {9}Row Ct/);
});
