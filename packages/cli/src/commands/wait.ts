/** `assay wait`: follows a job that somebody else submitted. */
import { followRun } from '../pipeline/follow-run.ts';
import { type OutputOptions, printReport, refuseUnknownFormat } from '../pipeline/print-report.ts';
import { loadRunReport } from '../pipeline/run-report.ts';
import { serverClient } from '../server-client.ts';
import { timeoutOf } from './run.ts';

export interface WaitOptions extends OutputOptions {
  readonly gate?: string;
  readonly timeout?: string;
}

/** The job is not ours, so that leaving does not cancel it. */
export async function wait(jobId: string, options: WaitOptions): Promise<void> {
  refuseUnknownFormat(options);
  const client = serverClient();
  const following = { timeoutMs: timeoutOf(options.timeout), cancelOnInterrupt: false };
  const job = await followRun(client, jobId, 'waiting', following);
  printReport(await loadRunReport(client, job, options.gate), options);
}
