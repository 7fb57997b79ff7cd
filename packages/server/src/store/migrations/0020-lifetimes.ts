import { JOB_DEADLINE_SCHEMA_STATEMENTS } from '@assay/jobs';
import type { Migration } from './migration.ts';

/** How long things may take, and how long they are kept. */
export const lifetimes: Migration = {
  name: '0020-lifetimes',
  statements: [
    ...JOB_DEADLINE_SCHEMA_STATEMENTS,
    `ALTER TABLE connection
       ADD COLUMN statement_timeout_seconds integer CHECK (statement_timeout_seconds BETWEEN 1 AND 86400)`,
    `ALTER TABLE project
       ADD COLUMN detail_days integer CHECK (detail_days > 0),
       ADD COLUMN retention_due_at timestamptz,
       ADD COLUMN retention_applied_at timestamptz,
       ADD CONSTRAINT project_detail_goes_first CHECK (detail_days <= retention_days)`,
    'CREATE INDEX project_retention_index ON project (retention_due_at) WHERE retention_due_at IS NOT NULL',
    'ALTER TABLE profiling_run ADD COLUMN detail_removed_at timestamptz',
    'ALTER TABLE test_run ADD COLUMN detail_removed_at timestamptz',
  ],
};
