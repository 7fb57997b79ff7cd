/** Reads what vitest reports into the three numbers of the closing line. */
import { existsSync, readFileSync } from 'node:fs';

export interface TestCounts {
  readonly passed: number;
  /** Tests that failed, files that could not be loaded, and one more when the run failed outside of any test. */
  readonly failed: number;
  /** Skipped and to-do. */
  readonly skipped: number;
}

interface JsonReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Counts of the report at `path`; a report that was never written is one failure. */
export function readTestReport(path: string, exitCode: number): TestCounts {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  return countTests(JSON.parse(readFileSync(path, 'utf8')) as JsonReport, exitCode);
}

export function countTests(report: JsonReport, exitCode: number): TestCounts {
  const states = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const passed = states.filter((state) => state === 'passed').length;
  const failedTests = states.filter((state) => state === 'failed').length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = failedTests + brokenFiles;
  const failedOutside = exitCode !== 0 && failed === 0 ? 1 : 0;
  return { passed, failed: failed + failedOutside, skipped: states.length - passed - failedTests };
}

/** `12 passed, 0 failed, 3 skipped` */
export function closingLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
