/** What deadlines add to the queue's schema, as statements for a migration to run in order. Never changed once released. */
export const JOB_DEADLINE_SCHEMA_STATEMENTS: readonly string[] = [
  'ALTER TABLE job ADD COLUMN deadline timestamptz',
  // What of the waiting jobs the reaper looks at.
  `CREATE INDEX job_deadline_index ON job (deadline) WHERE status = 'pending' AND deadline IS NOT NULL`,
];
