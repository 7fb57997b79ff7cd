import type { RunReport } from '../run-report.ts';

/** Bodies of the API, whole: a program that can read them can read this. */
export const jsonReport = ({ job, run, verdict, ...found }: RunReport): string =>
  `${JSON.stringify({ outcome: verdict.outcome, reasons: verdict.reasons, job, run, ...found }, null, 2)}\n`;
