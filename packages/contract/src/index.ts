export * from './access.ts';
export * from './client/api-error.ts';
export * from './client/client.ts';
export { patiently } from './client/patiently.ts';
export { JobWaitTimeoutError, type WaitOptions } from './client/wait-for-job.ts';
export type { WatchOptions } from './client/watch-job.ts';
export * from './connection-config.ts';
export * from './connection-types.ts';
export * from './errors.ts';
export { type StreamEvent, writeEvent } from './event-stream.ts';
export { openApiDocument } from './openapi/document.ts';
export * from './operation.ts';
export * from './operations.ts';
export type { Backtest, BacktestSettings } from './schemas/backtest.ts';
export {
  type CatalogColumn,
  type CatalogColumnChange,
  type CatalogTable,
  COLUMN_DECISIONS,
  type ColumnDecision,
} from './schemas/catalog.ts';
export type { ColumnProfile, ColumnProfileDetail } from './schemas/column-profile.ts';
export type {
  Connection,
  ConnectionChange,
  ConnectionTest,
  NewConnection,
  Relation,
} from './schemas/connection.ts';
export type { ConnectionTypeDescription } from './schemas/connection-type.ts';
export {
  DELIVERY_STATUSES,
  type Delivery,
  type DeliveryDetail,
  type DeliveryStatus,
} from './schemas/delivery.ts';
export { DISPOSITIONS, type Disposition } from './schemas/disposition.ts';
export type { Gate, GateChange, GateEvaluation, NewGate, RunOutcome } from './schemas/gate.ts';
export {
  GENERATION_ACTIONS,
  type GenerationAction,
  type GenerationPreview,
  type PreviewedTest,
} from './schemas/generation-preview.ts';
export type { Health } from './schemas/health.ts';
export type { HygieneIssue, HygieneIssueType } from './schemas/hygiene-issue.ts';
export type { ImportAction, ImportResult } from './schemas/import-result.ts';
export {
  isTerminal,
  JOB_KEYS,
  JOB_SOURCES,
  JOB_STATUSES,
  type Job,
  type JobKey,
  type JobProgress,
  type JobReport,
  type JobSource,
  type JobStatus,
  STEP_STATUSES,
  type StepStatus,
  type SubmittedJob,
  TERMINAL_JOB_STATUSES,
  type TerminalJobStatus,
} from './schemas/job.ts';
export type { JobEvent } from './schemas/job-event.ts';
export type { JobLogLevel, JobLogLine } from './schemas/job-log.ts';
export type { MonitorBacktest } from './schemas/monitor-backtest.ts';
export {
  type AnomalyCounts,
  MONITOR_KINDS,
  type MonitorKind,
  type MonitorRun,
} from './schemas/monitor-run.ts';
export type { MonitorSeries } from './schemas/monitor-series.ts';
export {
  MONITOR_STATES,
  type MonitoredTable,
  type MonitoredTables,
  type MonitorState,
} from './schemas/monitored-table.ts';
export type { Monitors, MonitorsChange, NewMonitorDefinition, NewMonitors } from './schemas/monitors.ts';
export type {
  Mutant,
  Mutation,
  MutationCheck,
  MutationCheckSettings,
} from './schemas/mutation-check.ts';
export {
  type CreatedNotification,
  type NewNotification,
  type NewWebhook,
  NOTIFICATION_KINDS,
  NOTIFICATION_OCCASIONS,
  type Notification,
  type NotificationChange,
  type NotificationKind,
  type NotificationOccasion,
} from './schemas/notification.ts';
export {
  NOTIFICATION_EVENT_TYPES,
  type NotificationEvent,
  type NotificationEventType,
} from './schemas/notification-event.ts';
export { DEFAULT_PAGE_LIMIT, MAX_PAGE_LIMIT, type Page } from './schemas/page.ts';
export type { ColumnComparison, ProfileComparison } from './schemas/profile-comparison.ts';
export type { ColumnHistoryEntry } from './schemas/profile-history.ts';
export type { ProfilingRun } from './schemas/profiling-run.ts';
export type { NewProject, Project } from './schemas/project.ts';
export {
  type CatchUp,
  type FiringOutcome,
  type NewSchedule,
  type Overlap,
  SCHEDULE_TARGETS,
  SCHEDULED_JOB_KEYS,
  type Schedule,
  type ScheduleChange,
  type ScheduledJobKey,
} from './schemas/schedule.ts';
export type { SchemaChange } from './schemas/schema-change.ts';
export type { SchemaFacts } from './schemas/schema-facts.ts';
export type { ScoreExplanation, ScoreFinding } from './schemas/score-explanation.ts';
export {
  type NewTableGroup,
  PROFILING_STRATEGIES,
  type TableGroup,
  type TableGroupChange,
  type TablePreview,
} from './schemas/table-group.ts';
export type { NewTestDefinition, TestDefinition, TestDefinitionChange } from './schemas/test-definition.ts';
export type { TestHistory } from './schemas/test-history.ts';
export type { ImportedTestNote, TestNote } from './schemas/test-note.ts';
export type { FailingRows, TestResult, TestResultDetail } from './schemas/test-result.ts';
export type { TestRun } from './schemas/test-run.ts';
export type { TestRunComparison } from './schemas/test-run-comparison.ts';
export type { NewTestSuite, TestSuite, TestSuiteChange } from './schemas/test-suite.ts';
export {
  type ExportedTestDefinition,
  type ImportConfig,
  type ImportedFilter,
  type ImportedTestDefinition,
  type SkipReason,
  TEST_SUITE_DOCUMENT_VERSION,
  type TestSuiteDocument,
  type TestSuiteImport,
} from './schemas/test-suite-document.ts';
export type { TestType } from './schemas/test-type.ts';
export type { CreatedToken, NewToken, Token } from './schemas/token.ts';
export { DEDUPE_POLICIES, type DedupePolicy, MAX_WAIT_SECONDS, preferredWait } from './submission.ts';
export * from './validate.ts';
