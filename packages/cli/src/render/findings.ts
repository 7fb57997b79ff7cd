/** What `assay doctor` found, for a terminal: a line each, under it what to do. */
import { styleText } from 'node:util';
import type { Finding } from '@assay/server';

const MARKS = { ok: 'ok', warning: 'warning', failed: 'FAILED', skipped: 'skipped' } as const;
const COLORS = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' } as const;
const MARK_WIDTH = 9;

export function renderFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length)) + 2;
  const lines = findings.flatMap(({ check, status, detail, remedy }) => [
    styleText(COLORS[status], MARKS[status].padEnd(MARK_WIDTH)) + check.padEnd(width) + detail,
    ...(remedy === null ? [] : [`${' '.repeat(MARK_WIDTH + width)}-> ${remedy}`]),
  ]);
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  const summary = `${count('failed')} failed, ${count('warning')} warnings, ${count('ok')} ok, ${count('skipped')} skipped`;
  return `${[...lines, '', summary].join('\n')}\n`;
}
