/** The seven states of a job and the only ways between them. */

/** Every state that an edge of this table leads to; what it does not list cannot happen. */
export const LEGAL_EDGES = {
  pending: ['claimed', 'cancel_requested'],
  claimed: ['running', 'error', 'cancel_requested'],
  running: ['completed', 'error', 'cancel_requested'],
  completed: [],
  error: [],
  /** Asking twice is the same as asking once. */
  cancel_requested: ['canceled', 'cancel_requested'],
  canceled: [],
} as const satisfies Record<string, readonly string[]>;

export type JobStatus = keyof typeof LEGAL_EDGES;

export const JOB_STATUSES = Object.keys(LEGAL_EDGES) as readonly JobStatus[];

/** True when the table has the edge. */
export function isLegalEdge(from: JobStatus, to: JobStatus): boolean {
  return (LEGAL_EDGES[from] as readonly JobStatus[]).includes(to);
}

/** True for a state that never changes again. */
export function isTerminal(status: JobStatus): boolean {
  return LEGAL_EDGES[status].length === 0;
}

export const TERMINAL_STATUSES: readonly JobStatus[] = JOB_STATUSES.filter(isTerminal);

/** A worker may hold the job in these, and only in these. */
export const HOLDABLE_STATUSES = [
  'claimed',
  'running',
  'cancel_requested',
] as const satisfies readonly JobStatus[];

/** The states from which a state may be entered. */
export function sourcesOf(to: JobStatus): readonly JobStatus[] {
  return JOB_STATUSES.filter((from) => isLegalEdge(from, to));
}

/** `'a', 'b'`: states as an SQL list. They are constants of this file, so nothing needs escaping. */
export function sqlStatusList(statuses: readonly JobStatus[]): string {
  return statuses.map((status) => `'${status}'`).join(', ');
}
