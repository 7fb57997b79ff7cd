import type { Migration } from './migration.ts';

/** Projects own everything: deleting one deletes all of it. A connection that a table group uses cannot be deleted. */
export const projects: Migration = {
  name: '0002-projects',
  statements: [
    `CREATE TABLE project (
       id uuid PRIMARY KEY,
       code text NOT NULL CONSTRAINT project_code_key UNIQUE,
       name text NOT NULL,
       retention_days integer CHECK (retention_days > 0),
       created_at timestamptz NOT NULL DEFAULT now()
     )`,
    `ALTER TABLE job ADD CONSTRAINT job_project_id_fkey
       FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE`,
    `CREATE TABLE connection (
       id uuid PRIMARY KEY,
       project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
       name text NOT NULL,
       type text NOT NULL,
       config jsonb NOT NULL,
       secrets jsonb NOT NULL DEFAULT '{}',
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT connection_name_key UNIQUE (project_id, name)
     )`,
    `CREATE TABLE table_group (
       id uuid PRIMARY KEY,
       project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
       connection_id uuid NOT NULL,
       name text NOT NULL,
       description text,
       schema_name text NOT NULL,
       tables text[] NOT NULL DEFAULT '{}',
       include_masks text[] NOT NULL DEFAULT '{}',
       exclude_masks text[] NOT NULL DEFAULT '{}',
       id_column_mask text NOT NULL,
       surrogate_key_column_mask text NOT NULL,
       detect_pii boolean NOT NULL DEFAULT true,
       strategy text NOT NULL DEFAULT 'auto' CHECK (strategy IN ('auto', 'pull', 'push', 'in_place')),
       created_at timestamptz NOT NULL DEFAULT now(),
       updated_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT table_group_name_key UNIQUE (project_id, name),
       -- NO ACTION, not RESTRICT: it is checked at the end, so that deleting a project may remove both.
       CONSTRAINT table_group_connection_fkey FOREIGN KEY (connection_id) REFERENCES connection (id)
     )`,
    'CREATE INDEX table_group_connection_index ON table_group (connection_id)',
    `CREATE TABLE api_token (
       id uuid PRIMARY KEY,
       name text NOT NULL,
       token_hash text NOT NULL CONSTRAINT api_token_hash_key UNIQUE,
       prefix text NOT NULL,
       role text NOT NULL CHECK (role IN ('admin', 'data_quality', 'analyst', 'business', 'catalog')),
       global_admin boolean NOT NULL DEFAULT false,
       project_id uuid REFERENCES project (id) ON DELETE CASCADE,
       expires_at timestamptz,
       last_used_at timestamptz,
       created_by uuid,
       created_at timestamptz NOT NULL DEFAULT now(),
       CONSTRAINT api_token_global_admin_check CHECK (NOT global_admin OR project_id IS NULL)
     )`,
    // One name once in each project, and once among the tokens for all of them.
    `CREATE UNIQUE INDEX api_token_name_key ON api_token
       (coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), name)`,
  ],
};
