/**
 * The queue's table, schema version 1, as statements for a migration to run in order.
 *
 * Once released these never change: a change is a new list of statements. The states are therefore written out
 * here; a test holds them against `status.ts`. `project_id` gets its foreign key from the migration that knows
 * projects.
 */
export const JOB_SCHEMA_VERSION = 1;

const TABLE = `
CREATE TABLE job (
  id uuid PRIMARY KEY,
  project_id uuid,
  key text NOT NULL,
  arguments jsonb NOT NULL,
  source text NOT NULL,
  internal boolean NOT NULL DEFAULT false,
  status text NOT NULL DEFAULT 'pending',
  priority smallint NOT NULL DEFAULT 0,
  target_key text,
  concurrency_key text,
  created_at timestamptz NOT NULL,
  run_after timestamptz,
  claimed_at timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  error_message text,
  canceled_by text,
  attempt integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL,
  attempted_at timestamptz,
  last_failure text,
  timeout_ms integer,
  lease_token uuid,
  lease_until timestamptz,
  worker_id text,
  progress jsonb,
  progressed_at timestamptz,
  idempotency_key text,
  idempotency_fingerprint text,
  CONSTRAINT job_key_not_empty CHECK (key <> ''),
  CONSTRAINT job_status_known CHECK (status IN
    ('pending', 'claimed', 'running', 'completed', 'error', 'cancel_requested', 'canceled')),
  CONSTRAINT job_times_ordered CHECK (
    claimed_at >= created_at AND started_at >= claimed_at
    AND completed_at >= coalesce(started_at, claimed_at, created_at)),
  CONSTRAINT job_times_fit_status CHECK (CASE status
    WHEN 'pending' THEN claimed_at IS NULL AND completed_at IS NULL
    WHEN 'claimed' THEN claimed_at IS NOT NULL AND started_at IS NULL AND completed_at IS NULL
    WHEN 'running' THEN started_at IS NOT NULL AND completed_at IS NULL
    WHEN 'cancel_requested' THEN completed_at IS NULL
    WHEN 'completed' THEN started_at IS NOT NULL AND completed_at IS NOT NULL
    WHEN 'error' THEN claimed_at IS NOT NULL AND completed_at IS NOT NULL
    ELSE completed_at IS NOT NULL END),
  CONSTRAINT job_started_after_claim CHECK (started_at IS NULL OR claimed_at IS NOT NULL),
  CONSTRAINT job_error_explained CHECK ((status = 'error') = (coalesce(error_message, '') <> '')),
  CONSTRAINT job_lease_whole CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
  CONSTRAINT job_lease_fits_status CHECK (
    lease_token IS NULL OR status IN ('claimed', 'running', 'cancel_requested')),
  CONSTRAINT job_attempts_bounded CHECK (attempt BETWEEN 0 AND max_attempts AND max_attempts >= 1),
  CONSTRAINT job_timeout_positive CHECK (timeout_ms > 0),
  CONSTRAINT job_idempotency_whole CHECK ((idempotency_key IS NULL) = (idempotency_fingerprint IS NULL))
)`;

const INDEXES = [
  // What a claim looks at: each project's waiting jobs in their order, and everything that was taken and has not ended.
  `CREATE INDEX job_pending_index ON job
     (coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), priority DESC, created_at, id)
     WHERE status = 'pending'`,
  `CREATE INDEX job_active_index ON job (lease_until) WHERE status IN ('claimed', 'running', 'cancel_requested')`,
  // Which project was served last; see statements/claim.ts.
  `CREATE INDEX job_served_index ON job
     (coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), attempted_at DESC)
     WHERE attempted_at IS NOT NULL`,
  // One run at a time for each target. Claims look before they take; this makes a mistake there impossible.
  `CREATE UNIQUE INDEX job_one_per_target ON job (target_key) WHERE status IN ('claimed', 'running')
     OR (status = 'cancel_requested' AND lease_token IS NOT NULL)`,
  `CREATE INDEX job_target_index ON job (target_key, created_at DESC) WHERE target_key IS NOT NULL`,
  `CREATE INDEX job_project_index ON job (project_id, created_at DESC, id DESC)`,
  `CREATE INDEX job_ended_index ON job (completed_at) WHERE completed_at IS NOT NULL`,
  // NULLs are distinct in a unique index (NULLS NOT DISTINCT needs PostgreSQL 15), hence the all-zero project.
  `CREATE UNIQUE INDEX job_idempotency ON job
     (coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), idempotency_key)
     WHERE idempotency_key IS NOT NULL`,
] as const;

export const JOB_SCHEMA_STATEMENTS: readonly string[] = [TABLE.trim(), ...INDEXES];
