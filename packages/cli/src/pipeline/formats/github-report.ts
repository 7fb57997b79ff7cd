/** Annotations of GitHub Actions (workflow commands), then what people read. GitHub shows ten of a kind a step. */
import { isDismissed } from '@assay/checks';
import type { TestResult } from '@assay/contract';
import type { RunReport } from '../run-report.ts';
import { textReport } from './text-report.ts';

type Level = 'error' | 'warning' | 'notice';

/** A step that prints thousands of commands is slow, and nobody sees them. */
const MOST_ANNOTATIONS = 50;

export function githubReport(report: RunReport): string {
  const { verdict } = report;
  const passed = verdict.outcome === 'passed';
  const found = report.kind === 'tests' ? report.results.flatMap((result) => annotate(result, passed)) : [];
  const lines = [
    ...verdict.reasons.map(({ says }) => command('error', `Gate: ${verdict.outcome}`, says)),
    ...found.slice(0, MOST_ANNOTATIONS),
    ...(passed ? [command('notice', 'Gate: passed', `${report.name}: nothing stops the pipeline.`)] : []),
  ];
  return `${lines.join('\n')}\n${textReport(report)}`;
}

function annotate(result: TestResult, passed: boolean) {
  const { table, column, test_type, status, message } = result;
  if (status === 'Passed' || status === 'Log' || isDismissed(result)) return [];
  const place = [table, column].filter((name) => name !== null).join('.');
  const level = status === 'Warning' || passed ? 'warning' : 'error';
  return [command(level, `${place} ${test_type}`.trim(), message)];
}

function command(level: Level, title: string, message: string): string {
  return `::${level} title=${escapedTitle(title)}::${escapedText(message)}`;
}

const escapedText = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedTitle = (text: string): string =>
  escapedText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
