/** Summaries of runs as the demo prints them. */
import { styleText } from 'node:util';
import type { HygieneIssue, ProfilingRun, TestResult, TestRun } from '@assay/contract';
import { formatCount, formatScore, plural } from './figures.ts';
import { renderTable } from './text-table.ts';

export function renderProfilingSummary(run: ProfilingRun): string {
  const result = run.result;
  if (result === null) return 'The run has no result.';
  const { definite, likely, possible } = result.issues;
  return [
    `${styleText('bold', `Profiling score ${formatScore(result.score)}`)}  ${plural(result.table_ct ?? 0, 'table')}, ${plural(result.column_ct ?? 0, 'column')}, ${plural(result.record_ct ?? 0, 'row')}`,
    `Hygiene issues: ${styleText('red', `${definite} definite`)}, ${styleText('yellow', `${likely} likely`)}, ${styleText('cyan', `${possible} possible`)}`,
  ].join('\n');
}

export function renderWorstIssues(issues: readonly HygieneIssue[], limit: number): string {
  const rest = issues.length - limit;
  const table = renderTable<HygieneIssue>(
    [
      { title: 'likelihood', value: (issue) => issue.likelihood },
      { title: 'place', value: (issue) => `${issue.table}.${issue.column}`, maxWidth: 36 },
      { title: 'issue', value: (issue) => issue.name, maxWidth: 36 },
      { title: 'detail', value: (issue) => issue.detail, maxWidth: 84 },
    ],
    issues.slice(0, limit),
  );
  return rest > 0 ? `${table}\n… and ${formatCount(rest)} more` : table;
}

export function renderTestSummary(run: TestRun): string {
  const result = run.result;
  if (result === null) return 'The run has no result.';
  const { passed, failed, warning, error, log } = result.tests;
  return [
    styleText('bold', `Testing score ${formatScore(result.score)}`),
    `Tests: ${styleText('green', `${passed} passed`)}, ${styleText('red', `${failed} failed`)}, ${styleText('yellow', `${warning} warned`)}, ${error} in error, ${log} logged`,
  ].join('\n');
}

export function renderTestFailures(failures: readonly TestResult[]): string {
  return renderTable<TestResult>(
    [
      { title: 'status', value: (result) => result.status },
      {
        title: 'place',
        value: (result) => [result.table, result.column].filter(Boolean).join('.'),
        maxWidth: 36,
      },
      { title: 'test', value: (result) => result.test_type.replaceAll('_', ' '), maxWidth: 24 },
      { title: 'what was found', value: (result) => result.message, maxWidth: 100 },
    ],
    failures,
  );
}
