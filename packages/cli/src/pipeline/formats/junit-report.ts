/**
 * JUnit's XML, as CI systems read it: one test case a test, grouped by table, and one for each rule of the gate that was
 * broken. It is red when, and only when, the gate is not passed: failures that the gate tolerates are skipped cases.
 */
import { isDismissed } from '@assay/checks';
import type { RunOutcome, TestResult } from '@assay/contract';
import type { RunReport } from '../run-report.ts';

interface Case {
  readonly group: string;
  readonly name: string;
  readonly seconds: number;
  /** Null = passed. */
  readonly ending: {
    readonly as: 'failure' | 'error' | 'skipped';
    readonly message: string;
    readonly type: string;
  } | null;
}

export function junitReport(report: RunReport): string {
  const { verdict } = report;
  const cases = [
    ...(report.kind === 'tests'
      ? report.results.map((result) => caseOf(result, verdict.outcome === 'passed'))
      : []),
    ...gateCases(verdict),
  ];
  const groups = [...Map.groupBy(cases, ({ group }) => group)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: `assay: ${report.name}`, ...totals(cases) })}>`,
    ...groups.map(([group, members]) => suiteXml(group, members, report.job.started_at)),
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(result: TestResult, isTolerated: boolean): Case {
  const { table, column, test_type: type, status, message } = result;
  const base = {
    group: table ?? '(no table)',
    name: column === null ? type : `${column} ${type}`,
    seconds: (result.duration_ms ?? 0) / 1000,
  };
  if (isDismissed(result)) {
    return { ...base, ending: { as: 'skipped', message: `Dismissed: ${message}`, type: status } };
  }
  if (status === 'Passed' || status === 'Log') return { ...base, ending: null };
  if (isTolerated || status === 'Warning') {
    const tolerated = `${status}, which is no reason to stop: ${message}`;
    return { ...base, ending: { as: 'skipped', message: tolerated, type: status } };
  }
  return { ...base, ending: { as: status === 'Error' ? 'error' : 'failure', message, type: status } };
}

/** A verdict always shows, also that of a run without tests. */
function gateCases({ outcome, reasons }: RunOutcome): Case[] {
  const base = { group: 'gate', seconds: 0 };
  if (outcome === 'passed') return [{ ...base, name: 'verdict', ending: null }];
  return reasons.map(({ rule, says, outcome: own }) => ({
    ...base,
    name: rule,
    ending: { as: own === 'failed' ? 'failure' : 'error', message: says, type: own },
  }));
}

function totals(cases: readonly Case[]) {
  const endedAs = (as: string) => cases.filter(({ ending }) => ending?.as === as).length;
  return {
    tests: cases.length,
    failures: endedAs('failure'),
    errors: endedAs('error'),
    skipped: endedAs('skipped'),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  };
}

function suiteXml(group: string, cases: readonly Case[], startedAt: string | null): string {
  const started = startedAt === null ? {} : { timestamp: startedAt };
  return [
    `  <testsuite ${attributes({ name: group, ...totals(cases), ...started })}>`,
    ...cases.map(caseXml),
    '  </testsuite>',
  ].join('\n');
}

function caseXml({ group, name, seconds, ending }: Case): string {
  const opening = `    <testcase ${attributes({ classname: group, name, time: seconds.toFixed(3) })}`;
  if (ending === null) return `${opening}/>`;
  const { as, message, type } = ending;
  const inner =
    as === 'skipped'
      ? `<skipped ${attributes({ message })}/>`
      : `<${as} ${attributes({ message, type })}>${escaped(message)}</${as}>`;
  return `${opening}>${inner}</testcase>`;
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};
/** What no XML 1.0 document may hold, however it is written (section 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? '');
