/** For people. */
import { styleText } from 'node:util';
import type { RunOutcome } from '@assay/contract';
import {
  renderProfilingSummary,
  renderTestFailures,
  renderTestSummary,
  renderWorstIssues,
} from '../../render/run-reports.ts';
import type { RunReport } from '../run-report.ts';

const ISSUES_SHOWN = 15;
const TESTS_SHOWN = 50;

export function textReport(report: RunReport): string {
  const parts = [...foundIn(report), verdictText(report.verdict)];
  return `${parts.join('\n\n')}\n`;
}

function foundIn(report: RunReport): string[] {
  if (report.kind === 'profile') {
    const { issues } = report;
    return [
      renderProfilingSummary(report.run),
      ...(issues.length === 0 ? [] : [renderWorstIssues(issues, ISSUES_SHOWN)]),
    ];
  }
  const bad = report.results.filter(({ status }) => status !== 'Passed' && status !== 'Log');
  const rest = bad.length - TESTS_SHOWN;
  return [
    renderTestSummary(report.run),
    ...(bad.length === 0 ? [] : [renderTestFailures(bad.slice(0, TESTS_SHOWN))]),
    ...(rest > 0 ? [`... and ${rest} more`] : []),
  ];
}

const COLOURS = { passed: 'green', failed: 'red', error: 'red', canceled: 'yellow' } as const;

export function verdictText({ outcome, reasons }: Pick<RunOutcome, 'outcome' | 'reasons'>): string {
  const heading = styleText(['bold', COLOURS[outcome]], `Gate: ${outcome}`);
  return [heading, ...reasons.map(({ says }) => `  ${says}`)].join('\n');
}
