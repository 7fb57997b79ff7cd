/** What the log of jobs adds to the queue's schema, as statements for a migration to run in order. Never changed once released. */
export const JOB_LOG_SCHEMA_STATEMENTS: readonly string[] = [
  // Lines that were logged, also those beyond the limit.
  'ALTER TABLE job ADD COLUMN log_line_ct integer NOT NULL DEFAULT 0',
  `CREATE TABLE job_log (
     job_id uuid NOT NULL REFERENCES job (id) ON DELETE CASCADE,
     line integer NOT NULL CHECK (line >= 1),
     at timestamptz NOT NULL,
     level text NOT NULL CHECK (level IN ('info', 'warning', 'error')),
     attempt integer NOT NULL,
     message text NOT NULL,
     facts jsonb NOT NULL DEFAULT '{}',
     PRIMARY KEY (job_id, line)
   )`,
];
