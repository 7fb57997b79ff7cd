import { stripVTControlCharacters } from 'node:util';
import type { RunOutcome, TestResult } from '@assay/contract';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../run-report.ts';
import { githubReport } from './github-report.ts';
import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';
import { textReport } from './text-report.ts';

const RUN_ID = '019c9f60-6666-7aaa-8bbb-5c1d2e3f4a5b';
const PASSED: RunOutcome = { outcome: 'passed', reasons: [], gate_id: null };
const FAILED: RunOutcome = {
  outcome: 'failed',
  reasons: [
    { rule: 'max_failed', outcome: 'failed', says: '1 test failed.', limit: 0, found: 1, run_id: RUN_ID },
  ],
  gate_id: null,
};

const result = (change: Partial<TestResult>): TestResult => ({
  id: RUN_ID,
  test_definition_id: RUN_ID,
  test_type: 'Required',
  table: 'customers',
  column: 'email',
  status: 'Passed',
  measure: 0,
  threshold: '0',
  message: 'Missing values: 0, Threshold: 0',
  no_data: false,
  severity: 'Fail',
  disposition: null,
  duration_ms: 41,
  dq_prevalence: 0,
  ...change,
});

const report = (verdict: RunOutcome, results: readonly TestResult[]): RunReport => ({
  kind: 'tests',
  name: 'Nightly',
  job: {
    ...{ id: RUN_ID, job_key: 'run-tests', status: 'completed', source: 'cli', claimed_at: null },
    ...{ created_at: '2026-03-01T09:30:00.000Z', started_at: '2026-03-01T09:30:00.000Z' },
    ...{ completed_at: '2026-03-01T09:30:02.000Z', error_message: null },
  },
  run: {
    ...{ id: RUN_ID, status: 'completed', test_suite_id: RUN_ID, table_group_id: RUN_ID },
    ...{ started_at: '2026-03-01T09:30:00.000Z', completed_at: '2026-03-01T09:30:02.000Z' },
    result: { score: 0.98, tests: { passed: 1, failed: 1, warning: 0, error: 0, log: 0, dismissed: 0 } },
  },
  verdict,
  results,
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Throws when it is not well-formed. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = {
      name,
      attributes: attributes as Element['attributes'],
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root.children[0] as Element;
}
const casesOf = (xml: string) => parse(xml).children.flatMap(({ children }) => children);

describe('JUnit', () => {
  const failure = result({ status: 'Failed', message: 'Missing values: 3, Threshold: 0' });
  const error = result({ status: 'Error', table: 'orders', column: null, message: 'no such table' });

  it('has a case for each test, by table, and the broken rules of the gate', () => {
    const root = parse(junitReport(report(FAILED, [result({ column: 'name' }), failure, error])));
    expect(root.attributes).toMatchObject({ tests: '4', failures: '2', errors: '1', skipped: '0' });
    expect(root.children.map(({ attributes }) => [attributes.name, attributes.tests])).toEqual([
      ['customers', '2'],
      ['orders', '1'],
      ['gate', '1'],
    ]);
    const [customers, orders, gate] = root.children;
    expect(
      customers?.children.map(({ attributes, children }) => [attributes.name, children[0]?.name]),
    ).toEqual([
      ['name Required', undefined],
      ['email Required', 'failure'],
    ]);
    expect(customers?.children[1]?.children[0]?.attributes.message).toBe(failure.message);
    expect(orders?.children[0]?.children[0]?.name).toBe('error');
    expect(gate?.children[0]?.attributes.name).toBe('max_failed');
  });

  it('is red only when the gate is: what it tolerates, warnings and dismissed results are skipped', () => {
    const tolerated = casesOf(junitReport(report(PASSED, [failure, error])));
    expect(tolerated.map(({ children }) => children[0]?.name)).toEqual(['skipped', 'skipped', undefined]);
    const quiet = [result({ status: 'Warning' }), result({ status: 'Failed', disposition: 'Dismissed' })];
    const names = casesOf(junitReport(report(FAILED, quiet))).map(({ children }) => children[0]?.name);
    expect(names).toEqual(['skipped', 'skipped', 'failure']);
  });

  it('is well-formed whatever names and messages hold', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(hostile, hostile, hostile, (table, column, message) => {
        const [first] = casesOf(
          junitReport(report(FAILED, [result({ status: 'Failed', table, column, message })])),
        );
        const ending = first?.children[0];
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what the message must not hold is left out of it
        if (!/[\u0000-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(message)) {
          expect(ending?.attributes.message).toBe(message);
        }
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe('GitHub', () => {
  it('escapes what would end a command, and calls tolerated failures warnings', () => {
    const odd = result({ status: 'Failed', column: 'a,b:c', message: '100%\nwrong' });
    expect(
      githubReport(report(FAILED, [odd]))
        .split('\n')
        .slice(0, 2),
    ).toEqual([
      '::error title=Gate%3A failed::1 test failed.',
      '::error title=customers.a%2Cb%3Ac Required::100%25%0Awrong',
    ]);
    expect(githubReport(report(PASSED, [odd]))).toMatch(/^::warning title=customers/);
    expect(githubReport(report(PASSED, []))).toMatch(/^::notice title=Gate%3A passed::/);
  });
});

it('JSON holds the verdict first, and everything from the API as it came', () => {
  const wanted = report(FAILED, [result({})]);
  const read = JSON.parse(jsonReport(wanted));
  expect(read).toMatchObject({
    outcome: 'failed',
    reasons: FAILED.reasons,
    job: wanted.job,
    run: wanted.run,
  });
  expect(read.results).toHaveLength(1);
});

it('text ends with the verdict and its reasons', () => {
  const text = stripVTControlCharacters(textReport(report(FAILED, [result({ status: 'Failed' })])));
  expect(text).toMatch(
    /Testing score 98\.0[\s\S]*customers\.email[\s\S]*Gate: failed\n {2}1 test failed\.\n$/,
  );
});
