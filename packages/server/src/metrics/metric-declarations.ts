/**
 * Every metric of our own, one entry each. Names and units after https://prometheus.io/docs/practices/naming/. Labels have few
 * values, all known from the code: never an id, a name that users give, or a text of theirs.
 */

/** Upper bounds of buckets, seconds: requests. */
const SHORT = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
/** Jobs wait and run for anything from milliseconds to hours. */
const LONG = [0.05, 0.25, 1, 2.5, 5, 10, 30, 60, 300, 900, 1800, 3600, 7200];

export interface MetricDeclaration {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Only of histograms: upper bounds, in the unit of the name. */
  readonly buckets?: readonly number[];
  /**
   * `store`: the whole installation, read when asked, so that every process answers the same (use `max`, not `sum`);
   * `process`: what this process did, counted from its start.
   */
  readonly scope: 'store' | 'process';
}

export const METRICS = {
  buildInfo: {
    type: 'gauge',
    name: 'assay_build_info',
    help: 'Always 1; says which version runs.',
    labels: ['version'],
    scope: 'process',
  },
  storeUp: {
    type: 'gauge',
    name: 'assay_store_up',
    help: 'Whether the store answered this scrape: 1 or 0. At 0 the metrics read from it are left out.',
    labels: [],
    scope: 'process',
  },
  jobs: {
    type: 'gauge',
    name: 'assay_jobs',
    help: 'Jobs that have not ended.',
    labels: ['key', 'status'],
    scope: 'store',
  },
  oldestJob: {
    type: 'gauge',
    name: 'assay_jobs_oldest_age_seconds',
    help: 'Age of the oldest job in this status: since it might have been claimed for `pending`, else since it was claimed.',
    labels: ['key', 'status'],
    scope: 'store',
  },
  events: {
    type: 'gauge',
    name: 'assay_events_undispatched',
    help: 'Events that no deliveries were made from yet.',
    labels: [],
    scope: 'store',
  },
  deliveries: {
    type: 'gauge',
    name: 'assay_deliveries_pending',
    help: 'Deliveries on their way, those that wait for another attempt included.',
    labels: [],
    scope: 'store',
  },
  jobsEnded: {
    type: 'counter',
    name: 'assay_jobs_ended_total',
    help: 'Jobs that this process brought to their end. Every end is counted by one process.',
    labels: ['key', 'status'],
    scope: 'process',
  },
  attempts: {
    type: 'counter',
    name: 'assay_job_attempts_total',
    help: 'Attempts at jobs by how they ended: `completed`, `failed`, `retrying`, `canceled`, `released` (handed back at a shutdown), `lost` (another worker has the job).',
    labels: ['key', 'outcome'],
    scope: 'process',
  },
  queueSeconds: {
    type: 'histogram',
    name: 'assay_job_queue_seconds',
    help: 'From the submission of a job to its first claim.',
    labels: ['key'],
    buckets: LONG,
    scope: 'process',
  },
  runSeconds: {
    type: 'histogram',
    name: 'assay_job_run_seconds',
    help: 'From the first start of a job to its end.',
    labels: ['key', 'status'],
    buckets: LONG,
    scope: 'process',
  },
  workerSlots: {
    type: 'gauge',
    name: 'assay_worker_slots',
    help: 'Slots for jobs: `busy`, `free`, or `closed` while the end of an attempt cannot be recorded.',
    labels: ['state'],
    scope: 'process',
  },
  testResults: {
    type: 'counter',
    name: 'assay_test_results_total',
    help: 'Results of tests in completed runs.',
    labels: ['status'],
    scope: 'process',
  },
  deliveryAttempts: {
    type: 'counter',
    name: 'assay_delivery_attempts_total',
    help: 'Attempts to deliver notifications: `delivered` or `failed`.',
    labels: ['kind', 'outcome'],
    scope: 'process',
  },
  storeSessions: {
    type: 'gauge',
    name: 'assay_store_sessions',
    help: 'Sessions of the store: `busy`, `idle`, and callers that are `waiting` for one.',
    labels: ['state'],
    scope: 'process',
  },
  storeSessionsLimit: {
    type: 'gauge',
    name: 'assay_store_sessions_limit',
    help: 'Sessions that this process may have at a time (`ASSAY_DATABASE_CONNECTIONS`; 1 for the embedded store).',
    labels: [],
    scope: 'process',
  },
  requestSeconds: {
    type: 'histogram',
    name: 'assay_http_request_seconds',
    help: 'Requests by route (the pattern, not the address) and status. Requests that wait for a job (`wait=`) take as long as they wait.',
    labels: ['method', 'route', 'status'],
    buckets: SHORT,
    scope: 'process',
  },
} as const satisfies Readonly<Record<string, MetricDeclaration>>;
