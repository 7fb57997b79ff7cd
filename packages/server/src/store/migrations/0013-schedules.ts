import type { Migration } from './migration.ts';

/** Jobs by the clock, and how each last fired. */
export const schedules: Migration = {
  name: '0013-schedules',
  statements: [
    `CREATE TABLE schedule (
       id uuid PRIMARY KEY,
       project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
       description text,
       job_key text NOT NULL
         CHECK (job_key IN ('run-profile', 'run-tests', 'run-monitors', 'run-test-generation')),
       table_group_id uuid REFERENCES table_group (id) ON DELETE CASCADE,
       test_suite_id uuid REFERENCES test_suite (id) ON DELETE CASCADE,
       cron text NOT NULL,
       time_zone text NOT NULL,
       active boolean NOT NULL,
       catch_up text NOT NULL CHECK (catch_up IN ('none', 'one', 'all')),
       overlap text NOT NULL CHECK (overlap IN ('queue', 'skip', 'replace')),
       next_fire_at timestamptz,
       last_due_at timestamptz,
       last_fired_at timestamptz,
       last_outcome text CHECK (last_outcome IN ('submitted', 'target_busy', 'no_tests', 'missed')),
       last_detail text,
       last_job_id uuid REFERENCES job (id) ON DELETE SET NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT schedule_one_target CHECK (num_nonnulls(table_group_id, test_suite_id) = 1),
       CONSTRAINT schedule_rests_while_inactive CHECK (active OR next_fire_at IS NULL),
       CONSTRAINT schedule_last_firing_whole CHECK (
         num_nonnulls(last_due_at, last_fired_at, last_outcome) IN (0, 3))
     )`,
    // The same work at the same moments is a mistake, switched on or not.
    `CREATE UNIQUE INDEX schedule_key ON schedule
       (job_key, (coalesce(table_group_id, test_suite_id)), cron, time_zone)`,
    'CREATE INDEX schedule_due_index ON schedule (next_fire_at) WHERE next_fire_at IS NOT NULL',
    'CREATE INDEX schedule_project_index ON schedule (project_id, created_at)',
    'CREATE INDEX schedule_table_group_index ON schedule (table_group_id)',
    'CREATE INDEX schedule_test_suite_index ON schedule (test_suite_id)',
    // A job that is pruned lets go of the schedule that it was the last one of.
    'CREATE INDEX schedule_last_job_index ON schedule (last_job_id)',
  ],
};
