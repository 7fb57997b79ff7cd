/** A run as features ask for it, and as the queue takes it. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { JobKey, JobSource } from '@assay/contract';
import type { JobSpec } from '@assay/jobs';

export interface RunRequest {
  readonly key: JobKey;
  /** Ids of what the run is about; summaries show them while the run is pending. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** One run at a time of what this names. */
  readonly targetKey: string;
  /** Runs on one connection share its limit, those on one table group too. */
  readonly connectionId: string;
  readonly tableGroupId: string;
}

/** Which firing of which schedule asked for a run: kept with its arguments, though it changes nothing of its work. */
export interface FiringArguments {
  readonly schedule_id: string;
  /** ISO 8601, UTC. */
  readonly due_at: string;
}

export interface RunOrigin {
  readonly projectId: string | null;
  readonly source: JobSource;
  readonly firing?: FiringArguments;
  /** The trace that the run continues. */
  readonly traceParent?: string | null;
}

export const jobSpecOf = (
  run: RunRequest,
  { projectId, source, firing, traceParent }: RunOrigin,
): JobSpec => ({
  key: run.key,
  source,
  projectId,
  arguments: {
    ...run.arguments,
    ...firing,
    ...(traceParent == null ? {} : { traceparent: traceParent }),
  },
  targetKey: run.targetKey,
  concurrencyKeys: [
    ...(projectId ? [`project:${projectId}`] : []),
    `connection:${run.connectionId}`,
    `table-group:${run.tableGroupId}`,
  ],
  isSameWork: (live) => isDeepStrictEqual(workOf(live.arguments), workOf(run.arguments)),
});

/** What jobs keep beside what they are to do: who asked for it. */
export const ARGUMENTS_BESIDE_THE_WORK: readonly string[] = ['schedule_id', 'due_at', 'traceparent'];

const workOf = (stored: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => !ARGUMENTS_BESIDE_THE_WORK.includes(name)));

/** Two submissions are the same request when they would do the same work. */
export function fingerprintOf(run: RunRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([run.key, run.arguments]))
    .digest('base64url');
}
