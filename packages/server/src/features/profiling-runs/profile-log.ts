/** What a profiling run writes into the log of its job: names, sizes and strategies, no values and no texts of the target. */
import type { MeasuredTable } from '@assay/checks';
import type { JobContext } from '@assay/jobs';
import type { JudgedProfile } from './judge-profile.ts';

type Log = Pick<JobContext, 'log'>;

export function logSelection(job: Log, tables: number, columns: number): void {
  job.log('info', `${tables} tables with ${columns} columns are to be profiled.`, { tables, columns });
}

export function logSavings(job: Log, resumed: number, reused: number): void {
  if (resumed > 0) {
    job.log('info', `${resumed} tables were done by an earlier attempt.`, { tables: resumed });
  }
  if (reused > 0) {
    job.log('info', `${reused} tables have not changed; their profiles are taken over.`, { tables: reused });
  }
}

export function logTable(job: Log, measured: MeasuredTable): void {
  const { table, strategy, recordCount, sampledRows, columns, durationMs, error } = measured;
  if (error !== null) {
    job.log('warning', `${table} could not be read; the run says why.`, { table });
    return;
  }
  const sample = sampledRows === null ? '' : `, a sample of ${sampledRows}`;
  const seconds = (durationMs / 1000).toFixed(1);
  job.log(
    'info',
    `${table}: ${columns.length} columns of ${recordCount ?? 'unknown'} rows${sample}, ${strategy}, in ${seconds} s.`,
    {
      ...{ table, columns: columns.length, rows: recordCount, sampled_rows: sampledRows },
      ...{ strategy, duration_ms: Math.round(durationMs) },
    },
  );
}

export function logDetection(job: Log, { issues, warnings }: JudgedProfile): void {
  job.log('info', `${issues.length} hygiene issues were found.`, { issues: issues.length });
  if (warnings.length > 0) {
    const message = `${warnings.length} checks broke; the run says which and why.`;
    job.log('warning', message, { checks: warnings.length });
  }
}
