import type { Migration } from './migration.ts';

/** What runs must look like for pipelines to go on: one policy for a suite or for a table group. */
export const gates: Migration = {
  name: '0016-gates',
  statements: [
    `CREATE TABLE gate (
       id uuid PRIMARY KEY,
       project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
       name text NOT NULL,
       test_suite_id uuid REFERENCES test_suite (id) ON DELETE CASCADE,
       table_group_id uuid REFERENCES table_group (id) ON DELETE CASCADE,
       test_policy jsonb NOT NULL,
       profile_policy jsonb NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT gate_name_key UNIQUE (project_id, name),
       CONSTRAINT gate_suite_key UNIQUE (test_suite_id),
       CONSTRAINT gate_group_key UNIQUE (table_group_id),
       CONSTRAINT gate_one_target CHECK (num_nonnulls(test_suite_id, table_group_id) = 1)
     )`,
  ],
};
