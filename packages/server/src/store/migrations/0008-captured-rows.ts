import type { Migration } from './migration.ts';

/** The rows behind failures, kept as they were at the time of the run. */
export const capturedRows: Migration = {
  name: '0008-captured-rows',
  statements: [
    'ALTER TABLE test_suite ADD COLUMN capture_failing_rows boolean NOT NULL DEFAULT false',
    // Of the run and not of the result: rows are written while the run goes on, results may be written later.
    `CREATE TABLE captured_rows (
       test_run_id uuid NOT NULL REFERENCES test_run (job_id) ON DELETE CASCADE,
       test_definition_id uuid NOT NULL,
       -- jsonb does not keep the order of keys.
       columns text[] NOT NULL,
       rows jsonb NOT NULL,
       total bigint,
       truncated boolean NOT NULL,
       sql text NOT NULL,
       captured_at timestamptz NOT NULL,
       PRIMARY KEY (test_run_id, test_definition_id)
     )`,
  ],
};
