import type { Migration } from './migration.ts';

/** What table groups hold. Dropped tables and columns keep their rows, so that their history stays readable. */
export const catalog: Migration = {
  name: '0003-catalog',
  statements: [
    `CREATE TABLE catalog_table (
       id uuid PRIMARY KEY,
       table_group_id uuid NOT NULL REFERENCES table_group (id) ON DELETE CASCADE,
       name text NOT NULL,
       kind text NOT NULL,
       role text,
       record_ct bigint,
       manual_fields text[] NOT NULL DEFAULT '{}',
       first_seen_at timestamptz NOT NULL DEFAULT now(),
       last_seen_at timestamptz NOT NULL DEFAULT now(),
       dropped_at timestamptz,
       CONSTRAINT catalog_table_name_key UNIQUE (table_group_id, name)
     )`,
    `CREATE TABLE catalog_column (
       id uuid PRIMARY KEY,
       catalog_table_id uuid NOT NULL REFERENCES catalog_table (id) ON DELETE CASCADE,
       name text NOT NULL,
       position integer NOT NULL,
       general_type text NOT NULL,
       column_type text NOT NULL,
       native_type text NOT NULL,
       semantic_type text,
       semantic_reason text,
       pii jsonb,
       manual_fields text[] NOT NULL DEFAULT '{}',
       first_seen_at timestamptz NOT NULL DEFAULT now(),
       last_seen_at timestamptz NOT NULL DEFAULT now(),
       type_changed_at timestamptz,
       dropped_at timestamptz,
       CONSTRAINT catalog_column_name_key UNIQUE (catalog_table_id, name)
     )`,
  ],
};
