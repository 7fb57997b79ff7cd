/** The published bounds of the engine. Every promise about time in the README is a sum of these. */

export interface JobSettings {
  /** A worker that is not heard of for this long has lost its job; another may take it. */
  readonly leaseMs: number;
  /** How often a worker says that it is alive. Three chances within a lease. */
  readonly heartbeatMs: number;
  /** How often an idle worker looks for work, and for jobs of lost workers, without being woken. */
  readonly pollMs: number;
  /** How long a handler may take to stop after its signal; then the job is settled without it. */
  readonly graceMs: number;
  /** Longest that one statement inside a handler's `write` may take; PostgreSQL cancels it then. */
  readonly writeStatementMs: number;
  /** Longest that a claim's transaction may sit idle (a frozen process) before PostgreSQL ends its session. */
  readonly claimIdleMs: number;
  /** Progress reaches the database at most this often for each job; the newest report wins. */
  readonly progressMs: number;
  /** Wait before the second attempt after a transient failure; doubles with each attempt. */
  readonly retryBaseMs: number;
  /** Longest wait between two attempts. */
  readonly retryMaxMs: number;
  /** Longest that an attempt may take, unless the submission of its job says otherwise. */
  readonly attemptMs: number;
}

export const DEFAULT_JOB_SETTINGS: JobSettings = {
  leaseMs: 15_000,
  heartbeatMs: 5_000,
  pollMs: 2_000,
  graceMs: 5_000,
  writeStatementMs: 60_000,
  claimIdleMs: 2_000,
  progressMs: 500,
  retryBaseMs: 5_000,
  retryMaxMs: 300_000,
  attemptMs: 6 * 3_600_000,
};

/** Attempts at a job in all, the first included, unless its submission says otherwise. */
export const DEFAULT_MAX_ATTEMPTS = 3;

/** How long an idempotency key stands for the job it made. */
export const IDEMPOTENCY_WINDOW_MS = 24 * 60 * 60 * 1000;

/** The defaults with some replaced. Throws RangeError when they cannot work together. */
export function jobSettings(overrides: Partial<JobSettings> = {}): JobSettings {
  const settings = { ...DEFAULT_JOB_SETTINGS, ...overrides };
  for (const [name, value] of Object.entries(settings)) {
    if (!Number.isFinite(value) || value <= 0) throw new RangeError(`${name} must be a positive number`);
  }
  if (settings.heartbeatMs * 2 > settings.leaseMs) {
    throw new RangeError('heartbeatMs must be at most half of leaseMs, or one late heartbeat loses the job');
  }
  return settings;
}
