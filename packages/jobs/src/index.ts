export type { AttemptOutcome } from './attempt-end.ts';
export type { ConcurrencyLimits } from './concurrency-limits.ts';
export { concurrencySchemaStatements } from './concurrency-schema.ts';
export type { JobDatabase, SqlExecutor } from './database.ts';
export { JOB_DEADLINE_SCHEMA_STATEMENTS } from './deadline-schema.ts';
export {
  type AbortKind,
  describeJobError,
  isTransientJobError,
  JobAbortedError,
  LostLeaseError,
  RecordingFailedError,
} from './errors.ts';
export type { JobEngineEventName, JobEngineEvents, JobEngineListener } from './events.ts';
export { type JobEvents, openJobEvents, type WaitOutcome } from './job-events.ts';
export type { JobFilter, Page } from './job-filter.ts';
export type { JobContext, JobHandler, JobHandlers } from './job-handler.ts';
export { JOB_LOG_LEVELS, JOB_LOG_LIMIT, type JobLogFacts, type JobLogLevel } from './job-log.ts';
export type { JobRecord } from './job-record.ts';
export { JOB_CHANNEL, type JobSignal, type JobSignalKind } from './job-signal.ts';
export type { Idempotency, JobSpec, WhenBusy } from './job-spec.ts';
export { findJobWait, type JobWait } from './job-wait.ts';
export { JOINED_REQUEST_SCHEMA_STATEMENTS } from './joined-request-schema.ts';
export { JOB_LOG_SCHEMA_STATEMENTS } from './log-schema.ts';
export {
  type CancelOutcome,
  countLiveJobs,
  endLeases,
  findJob,
  findJobs,
  type JobPage,
  type LiveJobCount,
  listJobs,
  removeJobs,
  requestCancel,
  type Submission,
  submitJob,
} from './queue.ts';
export { startReaper } from './reaper.ts';
export { JOB_SCHEMA_STATEMENTS, JOB_SCHEMA_VERSION } from './schema.ts';
export {
  DEFAULT_JOB_SETTINGS,
  DEFAULT_MAX_ATTEMPTS,
  IDEMPOTENCY_WINDOW_MS,
  type JobSettings,
} from './settings.ts';
export { type JobWorkerOptions, startJobWorker } from './start-job-worker.ts';
export {
  isLegalEdge,
  isTerminal,
  JOB_STATUSES,
  type JobStatus,
  LEGAL_EDGES,
  TERMINAL_STATUSES,
} from './status.ts';
export { describeTimeLimit, type TimeLimit } from './time-limit.ts';
export { readTogether } from './together.ts';
export { uuidV7 } from './uuid-v7.ts';
export type { JobWorker } from './worker.ts';
