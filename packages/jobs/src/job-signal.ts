/** What the queue tells everybody by NOTIFY, in the transaction that made it true. */

export const JOB_CHANNEL = 'assay_job';

/**
 * `ready`: a job may be claimed. `cancel_requested`: its holder should stop. `progress`: it moved on.
 * `ended`: it reached a terminal status, and what it held is free.
 */
export const JOB_SIGNAL_KINDS = ['ready', 'cancel_requested', 'progress', 'ended'] as const;
export type JobSignalKind = (typeof JOB_SIGNAL_KINDS)[number];

export interface JobSignal {
  readonly kind: JobSignalKind;
  readonly jobId: string;
}

/** SQL that sends a signal when its row is read; put it in the select list of an outermost SELECT. */
export const notifySql = (kind: JobSignalKind, idColumn: string): string =>
  `pg_notify('${JOB_CHANNEL}', '${kind} ' || ${idColumn})`;

/** Null for a payload that is not ours: a newer version may speak words that this one does not know. */
export function parseJobSignal(payload: string): JobSignal | null {
  const [kind, jobId, ...rest] = payload.split(' ');
  const known = JOB_SIGNAL_KINDS.find((candidate) => candidate === kind);
  if (known === undefined || !jobId || rest.length > 0) return null;
  return { kind: known, jobId };
}
