/** Watches a job as closely as HTTP allows. */
import { type Client, isTerminal, type Job } from '@assay/contract';

/** Every step that an observer may see: legal edges, and those that pass through states too short to be seen. */
export const LEGAL_STEPS: readonly string[] = [
  ['pending', ['claimed', 'running', 'completed', 'error', 'cancel_requested', 'canceled']],
  ['claimed', ['running', 'completed', 'error', 'cancel_requested', 'canceled']],
  ['running', ['completed', 'error', 'cancel_requested', 'canceled']],
  ['cancel_requested', ['canceled']],
].flatMap(([from, to]) => (to as string[]).map((next) => `${from} -> ${next}`));

/** The statuses that were seen, each once, in order, and the job at its end. */
export async function watchStatuses(
  client: Client,
  jobId: string,
): Promise<{ statuses: string[]; last: Job }> {
  const statuses: string[] = [];
  for (;;) {
    const job = await client.getJob({ job_id: jobId });
    if (statuses.at(-1) !== job.status) statuses.push(job.status);
    if (isTerminal(job.status)) return { statuses, last: job };
  }
}
