/** Where to read more about a run. */
import { API_BASE_PATH, type Job } from '@assay/contract';

/** The address of a path below the API. */
export type LinkMaker = (path: string) => string;

/** @param publicUrl where people reach the server; null gives links that are relative to it */
export const linkMaker =
  (publicUrl: string | null): LinkMaker =>
  (path) =>
    `${publicUrl ?? ''}${API_BASE_PATH}${path}`;

export function linksOfRun({ id, job_key: key }: Job, link: LinkMaker): Readonly<Record<string, string>> {
  const job = link(`/jobs/${id}`);
  if (key === 'run-tests') {
    const run = link(`/test-runs/${id}`);
    const findings = `${run}/results?status=Failed,Warning,Error`;
    return { job, run, findings, comparison: `${run}/comparison` };
  }
  if (key !== 'run-profile') return { job };
  const run = link(`/profiling-runs/${id}`);
  return {
    job,
    run,
    findings: `${run}/issues`,
    comparison: `${run}/comparison`,
    report: `${run}/report.html`,
  };
}
