/** Prints a report in the format that the reader wants, and sets the exit code. */
import { writeFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import { exitCodeOf } from './exit-code.ts';
import { githubReport } from './formats/github-report.ts';
import { jsonReport } from './formats/json-report.ts';
import { junitReport } from './formats/junit-report.ts';
import { textReport } from './formats/text-report.ts';
import type { RunReport } from './run-report.ts';

/** To add a format, add a function and its line. */
const FORMATS: Readonly<Record<string, (report: RunReport) => string>> = {
  text: textReport,
  json: jsonReport,
  junit: junitReport,
  github: githubReport,
};
export const FORMAT_NAMES = Object.keys(FORMATS);

export interface OutputOptions {
  readonly format: string;
  /** A file to write to instead of standard output; what people read is printed all the same. */
  readonly output?: string;
}

/** Called before anything is submitted: a run must not be lost to a typing mistake. Throws UsageError. */
export function refuseUnknownFormat({ format }: OutputOptions): void {
  if (!(format in FORMATS)) throw new UsageError(`--format must be one of ${FORMAT_NAMES.join(', ')}.`);
}

export function printReport(report: RunReport, { format, output }: OutputOptions): void {
  const text = FORMATS[format]?.(report) ?? '';
  if (output === undefined) process.stdout.write(text);
  else {
    writeFileSync(output, text);
    process.stdout.write(textReport(report));
  }
  process.exitCode = exitCodeOf(report.verdict.outcome);
}
