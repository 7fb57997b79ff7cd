import { describe, expect, it } from 'vitest';
import { closingLine, countTests, readTestReport } from './test-report.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('the closing line of a test run', () => {
  it('counts passed, failed, and everything that did not run as skipped', () => {
    const testResults = [
      file('failed', 'passed', 'failed', 'skipped'),
      file('passed', 'passed', 'todo', 'pending'),
    ];
    expect(closingLine(countTests({ testResults }, 1))).toBe('2 passed, 1 failed, 3 skipped');
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countTests({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts an error outside of any test as a failure, though every test passed', () => {
    expect(countTests({ testResults: [file('passed', 'passed')] }, 1).failed).toBe(1);
  });

  it('calls a run without a report failed', () => {
    expect(readTestReport('/nowhere/report.json', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
