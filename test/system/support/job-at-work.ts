/** Waiting until a job is at the point where a test wants to disturb it. */
import { setTimeout as pause } from 'node:timers/promises';
import { isTerminal } from '@assay/contract';
import type { AssayProcess } from './assay-process.ts';

/** A lost worker's lease (15 s) and a poll (2 s) by the settings that the queue publishes, and the work itself. */
export const TAKE_OVER_MS = 35_000;

/** Throws when the job ends without being seen at work. */
export async function untilRunning({ client }: AssayProcess, jobId: string): Promise<void> {
  for (;;) {
    const { status, completed_at } = await client.getJob({ job_id: jobId });
    if (status === 'running') return;
    if (completed_at !== null) throw new Error(`the job ended as ${status} before it was seen running`);
    await pause(20);
  }
}

/** Throws when the job ends without the step being seen at work. */
export async function untilStepRuns({ client }: AssayProcess, jobId: string, key: string): Promise<void> {
  for (;;) {
    const { status, steps } = await client.getJobProgress({ job_id: jobId });
    if (steps.some((step) => step.key === key && step.status === 'running')) return;
    if (isTerminal(status)) throw new Error(`the job ended as ${status} before its step ${key} was seen`);
    await pause(20);
  }
}

/** Throws when the run ends without the table being stored before. */
export async function untilTableIsStored(
  { client }: AssayProcess,
  runId: string,
  table: string,
): Promise<void> {
  for (;;) {
    const { status, details } = await client.getProfilingRun({ job_id: runId, include: ['details'] });
    if (isTerminal(status)) throw new Error(`the run ended as ${status} before its table ${table} was seen`);
    if (details?.tables.some((stored) => stored.table === table)) return;
    await pause(20);
  }
}
