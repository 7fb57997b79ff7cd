import type { Migration } from './migration.ts';

/** What profiling has learned to tell since 0004, what people say about columns, and runs that build on earlier ones. */
export const profileFacts: Migration = {
  name: '0006-profile-facts',
  statements: [
    `ALTER TABLE table_group
       ADD COLUMN detect_critical_data boolean NOT NULL DEFAULT true,
       ADD COLUMN skip_excluded_columns boolean NOT NULL DEFAULT true,
       ADD COLUMN use_sampling boolean NOT NULL DEFAULT false,
       ADD COLUMN sample_percent double precision NOT NULL DEFAULT 30
         CHECK (sample_percent > 0 AND sample_percent < 100),
       ADD COLUMN sample_min_rows integer NOT NULL DEFAULT 15000 CHECK (sample_min_rows > 0),
       ADD COLUMN hygiene_thresholds jsonb NOT NULL DEFAULT '{}'`,
    `ALTER TABLE catalog_column
       ADD COLUMN detected_pii jsonb,
       ADD COLUMN critical_data_element boolean NOT NULL DEFAULT false,
       ADD COLUMN detected_critical_data_element boolean NOT NULL DEFAULT false,
       ADD COLUMN suggested_type jsonb,
       ADD COLUMN excluded boolean NOT NULL DEFAULT false,
       ADD COLUMN description text`,
    // Until now a flag was either found by the rules or set by a person, and rows kept only the one that counted.
    `UPDATE catalog_column SET detected_pii = pii WHERE NOT 'pii' = ANY (manual_fields)`,
    `CREATE TABLE column_decision (
       id uuid PRIMARY KEY,
       catalog_column_id uuid NOT NULL REFERENCES catalog_column (id) ON DELETE CASCADE,
       field text NOT NULL CHECK (field IN ('pii', 'critical_data_element', 'excluded', 'description')),
       value jsonb,
       decided_by uuid,
       decided_at timestamptz NOT NULL DEFAULT now()
     )`,
    'CREATE INDEX column_decision_column_index ON column_decision (catalog_column_id, field, decided_at DESC)',
    `ALTER TABLE profiling_run
       ADD COLUMN changed_only boolean NOT NULL DEFAULT false,
       ADD COLUMN resumed_table_ct integer NOT NULL DEFAULT 0,
       ADD COLUMN reference_answers jsonb NOT NULL DEFAULT '[]'`,
    `ALTER TABLE profiled_table
       ADD COLUMN sampled_rows bigint,
       ADD COLUMN duplicate_rows bigint,
       ADD COLUMN dependencies jsonb NOT NULL DEFAULT '[]',
       ADD COLUMN excluded_columns text[] NOT NULL DEFAULT '{}',
       ADD COLUMN fingerprint text,
       -- No foreign key: the run may be gone by retention while its measures live on here.
       ADD COLUMN reused_from uuid`,
    `ALTER TABLE column_profile
       ADD COLUMN weekdays jsonb,
       ADD COLUMN hours jsonb,
       ADD COLUMN sentinels jsonb,
       ADD COLUMN histogram jsonb,
       ADD COLUMN value_kinds jsonb,
       ADD COLUMN detected_pii jsonb,
       ADD COLUMN critical_data_element boolean NOT NULL DEFAULT false,
       ADD COLUMN detected_critical_data_element boolean NOT NULL DEFAULT false,
       ADD COLUMN suggested_type jsonb`,
    `UPDATE column_profile SET detected_pii = pii WHERE pii IS NOT NULL AND NOT (pii ->> 'manual')::boolean`,
  ],
};
