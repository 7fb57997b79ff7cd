import type { Migration } from './migration.ts';

/** Profiling runs. A run goes with its job, and its rows go with the run. */
export const profiling: Migration = {
  name: '0004-profiling',
  statements: [
    `CREATE TABLE profiling_run (
       job_id uuid PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
       project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
       table_group_id uuid NOT NULL REFERENCES table_group (id) ON DELETE CASCADE,
       settings jsonb NOT NULL,
       started_at timestamptz NOT NULL DEFAULT now(),
       finished_at timestamptz,
       table_ct integer,
       column_ct integer,
       record_ct bigint,
       score double precision CHECK (score BETWEEN 0 AND 1),
       affected_points double precision,
       total_points double precision,
       warnings jsonb NOT NULL DEFAULT '[]'
     )`,
    'CREATE INDEX profiling_run_group_index ON profiling_run (table_group_id, started_at DESC)',
    'CREATE INDEX profiling_run_project_index ON profiling_run (project_id)',
    `CREATE TABLE profiled_table (
       profiling_run_id uuid NOT NULL REFERENCES profiling_run (job_id) ON DELETE CASCADE,
       table_name text NOT NULL,
       kind text NOT NULL,
       role text,
       record_ct bigint,
       strategy text NOT NULL,
       duration_ms double precision NOT NULL,
       error text,
       PRIMARY KEY (profiling_run_id, table_name)
     )`,
    `CREATE TABLE column_profile (
       profiling_run_id uuid NOT NULL REFERENCES profiling_run (job_id) ON DELETE CASCADE,
       table_name text NOT NULL,
       column_name text NOT NULL,
       position integer NOT NULL,
       general_type text NOT NULL,
       column_type text NOT NULL,
       native_type text NOT NULL,
       is_decimal boolean,
       measures jsonb NOT NULL,
       frequencies jsonb,
       patterns jsonb,
       semantic_type text,
       semantic_reason text,
       pii jsonb,
       error text,
       affected_points double precision,
       total_points double precision,
       PRIMARY KEY (profiling_run_id, table_name, column_name)
     )`,
    `CREATE TABLE hygiene_issue (
       id uuid PRIMARY KEY,
       profiling_run_id uuid NOT NULL REFERENCES profiling_run (job_id) ON DELETE CASCADE,
       issue_type text NOT NULL,
       table_name text NOT NULL,
       column_name text NOT NULL,
       likelihood text NOT NULL CHECK (likelihood IN ('Definite', 'Likely', 'Possible', 'Potential PII')),
       detail text NOT NULL,
       facts jsonb NOT NULL,
       prevalence double precision CHECK (prevalence BETWEEN 0 AND 1),
       disposition text CHECK (disposition IN ('Confirmed', 'Dismissed', 'Inactive')),
       disposition_by uuid,
       disposition_at timestamptz,
       created_at timestamptz NOT NULL DEFAULT now()
     )`,
    'CREATE INDEX hygiene_issue_run_index ON hygiene_issue (profiling_run_id, table_name, column_name)',
    `CREATE TABLE muted_issue (
       table_group_id uuid NOT NULL REFERENCES table_group (id) ON DELETE CASCADE,
       issue_type text NOT NULL,
       table_name text NOT NULL,
       column_name text NOT NULL,
       created_by uuid,
       created_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (table_group_id, issue_type, table_name, column_name)
     )`,
  ],
};
