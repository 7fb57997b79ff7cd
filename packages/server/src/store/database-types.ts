/** Every table of the store, as Kysely sees it. The DDL is in migrations/; schema.sql shows the sum of them. */
import type { CapturedRowsTable } from './tables/captured-rows-table.ts';
import type {
  CatalogChangeTable,
  CatalogColumnTable,
  CatalogTableTable,
  ColumnDecisionTable,
} from './tables/catalog-tables.ts';
import type { GateTable } from './tables/gate-table.ts';
import type { JobTable } from './tables/job-table.ts';
import type { MutationCheckTable } from './tables/mutation-check-table.ts';
import type {
  DeliveryAttemptTable,
  DeliveryTable,
  EventOutboxTable,
  NotificationTable,
} from './tables/notification-tables.ts';
import type {
  ColumnProfileTable,
  HygieneIssueTable,
  MutedIssueTable,
  ProfiledTableTable,
  ProfilingRunTable,
} from './tables/profiling-tables.ts';
import type {
  ApiTokenTable,
  ConnectionTable,
  ProjectTable,
  TableGroupTable,
} from './tables/project-tables.ts';
import type { ScheduleTable } from './tables/schedule-table.ts';
import type { TestNoteTable } from './tables/test-note-table.ts';
import type {
  TestDefinitionTable,
  TestResultTable,
  TestRunTable,
  TestSuiteTable,
} from './tables/test-tables.ts';

export interface Database {
  readonly project: ProjectTable;
  readonly connection: ConnectionTable;
  readonly table_group: TableGroupTable;
  readonly api_token: ApiTokenTable;
  readonly job: JobTable;
  readonly catalog_table: CatalogTableTable;
  readonly catalog_column: CatalogColumnTable;
  readonly catalog_change: CatalogChangeTable;
  readonly column_decision: ColumnDecisionTable;
  readonly profiling_run: ProfilingRunTable;
  readonly profiled_table: ProfiledTableTable;
  readonly column_profile: ColumnProfileTable;
  readonly hygiene_issue: HygieneIssueTable;
  readonly muted_issue: MutedIssueTable;
  readonly test_suite: TestSuiteTable;
  readonly test_definition: TestDefinitionTable;
  readonly test_note: TestNoteTable;
  readonly test_run: TestRunTable;
  readonly test_result: TestResultTable;
  readonly captured_rows: CapturedRowsTable;
  readonly mutation_check: MutationCheckTable;
  readonly notification: NotificationTable;
  readonly event_outbox: EventOutboxTable;
  readonly delivery: DeliveryTable;
  readonly delivery_attempt: DeliveryAttemptTable;
  readonly schedule: ScheduleTable;
  readonly gate: GateTable;
}
