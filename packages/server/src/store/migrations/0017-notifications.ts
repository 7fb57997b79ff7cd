import type { Migration } from './migration.ts';

/**
 * Who is told what, and the way there: the outbox takes what happened in the transaction in which it happened, and
 * deliveries are made from it.
 */
export const notifications: Migration = {
  name: '0017-notifications',
  statements: [
    `CREATE TABLE notification (
       id uuid PRIMARY KEY,
       project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
       name text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('webhook', 'slack', 'teams', 'email')),
       sealed_url text,
       shown_url text,
       recipients text[] NOT NULL DEFAULT '{}',
       sealed_secret text,
       sealed_previous_secret text,
       previous_secret_until timestamptz,
       events text[] NOT NULL,
       occasion text NOT NULL CHECK (occasion IN ('always', 'failures', 'changes')),
       table_group_id uuid REFERENCES table_group (id) ON DELETE CASCADE,
       test_suite_id uuid REFERENCES test_suite (id) ON DELETE CASCADE,
       score_threshold double precision CHECK (score_threshold BETWEEN 0 AND 1),
       score_drop double precision CHECK (score_drop > 0 AND score_drop <= 1),
       muted_until timestamptz,
       grouping_seconds integer NOT NULL DEFAULT 0 CHECK (grouping_seconds >= 0),
       active boolean NOT NULL DEFAULT true,
       disabled_reason text,
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT notification_name_key UNIQUE (project_id, name),
       CONSTRAINT notification_target_check CHECK (CASE kind
         WHEN 'email' THEN cardinality(recipients) > 0 AND sealed_url IS NULL
         ELSE sealed_url IS NOT NULL AND shown_url IS NOT NULL END),
       CONSTRAINT notification_secret_check CHECK ((kind = 'webhook') = (sealed_secret IS NOT NULL)),
       CONSTRAINT notification_previous_secret_check CHECK (
         (sealed_previous_secret IS NULL) = (previous_secret_until IS NULL)),
       CONSTRAINT notification_scope_check CHECK (table_group_id IS NULL OR test_suite_id IS NULL),
       CONSTRAINT notification_disabled_check CHECK (NOT active OR disabled_reason IS NULL)
     )`,
    'CREATE INDEX notification_table_group_index ON notification (table_group_id)',
    'CREATE INDEX notification_test_suite_index ON notification (test_suite_id)',
    `CREATE TABLE event_outbox (
       id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
       kind text NOT NULL CHECK (kind IN ('job.ended', 'gate.failed')),
       project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
       job_id uuid REFERENCES job (id) ON DELETE CASCADE,
       data jsonb NOT NULL DEFAULT '{}',
       created_at timestamptz NOT NULL DEFAULT now(),
       due_at timestamptz NOT NULL DEFAULT now(),
       failure_ct integer NOT NULL DEFAULT 0,
       CONSTRAINT event_outbox_job_check CHECK (kind <> 'job.ended' OR job_id IS NOT NULL)
     )`,
    'CREATE INDEX event_outbox_due_index ON event_outbox (due_at, id)',
    'CREATE INDEX event_outbox_project_index ON event_outbox (project_id)',
    'CREATE INDEX event_outbox_job_index ON event_outbox (job_id)',
    // Whoever ends a job (its worker, the reaper, a later version's statement) makes its event by doing so.
    `CREATE FUNCTION add_job_ended_event() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       INSERT INTO event_outbox (kind, project_id, job_id) VALUES ('job.ended', NEW.project_id, NEW.id);
       PERFORM pg_notify('assay_event', '');
       RETURN NULL;
     END $$`,
    `CREATE TRIGGER job_ended_event AFTER UPDATE ON job FOR EACH ROW
       WHEN (NEW.status IN ('completed', 'error', 'canceled')
         AND OLD.status NOT IN ('completed', 'error', 'canceled')
         AND NOT NEW.internal AND NEW.project_id IS NOT NULL)
       EXECUTE FUNCTION add_job_ended_event()`,
    `CREATE TABLE delivery (
       id uuid PRIMARY KEY,
       notification_id uuid NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
       status text NOT NULL CHECK (status IN ('pending', 'delivered', 'dead', 'muted')),
       events jsonb NOT NULL,
       test boolean NOT NULL DEFAULT false,
       created_at timestamptz NOT NULL DEFAULT now(),
       due_at timestamptz NOT NULL DEFAULT now(),
       attempt_ct integer NOT NULL DEFAULT 0,
       ended_at timestamptz,
       last_status_code integer,
       last_error text,
       lease_token uuid,
       lease_until timestamptz,
       CONSTRAINT delivery_end_check CHECK ((status = 'pending') = (ended_at IS NULL)),
       CONSTRAINT delivery_lease_whole CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
       CONSTRAINT delivery_lease_check CHECK (lease_token IS NULL OR status = 'pending')
     )`,
    `CREATE INDEX delivery_due_index ON delivery (due_at, id) WHERE status = 'pending'`,
    'CREATE INDEX delivery_notification_index ON delivery (notification_id, created_at DESC, id DESC)',
    'CREATE INDEX delivery_ended_index ON delivery (ended_at) WHERE ended_at IS NOT NULL',
    `CREATE TABLE delivery_attempt (
       id uuid PRIMARY KEY,
       delivery_id uuid NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
       started_at timestamptz NOT NULL,
       duration_ms double precision NOT NULL,
       status_code integer,
       response text,
       error text
     )`,
    'CREATE INDEX delivery_attempt_delivery_index ON delivery_attempt (delivery_id, started_at)',
  ],
};
