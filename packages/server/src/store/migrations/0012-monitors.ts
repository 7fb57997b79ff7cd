import type { Migration } from './migration.ts';

/** What changes in catalogs, and the hidden suites that watch it. */
export const monitors: Migration = {
  name: '0012-monitors',
  statements: [
    // Null = nobody has looked yet; the default then says nothing either.
    `ALTER TABLE catalog_column
       ADD COLUMN nullable boolean,
       ADD COLUMN default_expression text`,
    'ALTER TABLE table_group ADD COLUMN catalog_seen_at timestamptz',
    `CREATE TABLE catalog_change (
       id uuid PRIMARY KEY,
       table_group_id uuid NOT NULL REFERENCES table_group (id) ON DELETE CASCADE,
       run_id uuid REFERENCES job (id) ON DELETE SET NULL,
       changed_at timestamptz NOT NULL,
       table_name text NOT NULL,
       column_name text,
       kind text NOT NULL CHECK (kind IN (
         'table_added', 'table_dropped', 'table_renamed', 'column_added', 'column_dropped', 'column_renamed',
         'type_changed', 'nullability_changed', 'default_changed', 'order_changed')),
       before text,
       after text,
       because text
     )`,
    'CREATE INDEX catalog_change_index ON catalog_change (table_group_id, changed_at DESC)',
    'CREATE INDEX catalog_change_run_index ON catalog_change (run_id)',
    // A test of a whole table group has a result for each of its tables.
    'ALTER TABLE test_result DROP CONSTRAINT test_result_definition_key',
    `CREATE UNIQUE INDEX test_result_definition_key
       ON test_result (test_run_id, test_definition_id, coalesce(table_name, ''))`,
    `ALTER TABLE test_suite
       ADD COLUMN monitor_lookback integer NOT NULL DEFAULT 14 CHECK (monitor_lookback BETWEEN 1 AND 200),
       ADD COLUMN monitor_regenerate_freshness boolean NOT NULL DEFAULT true`,
    'CREATE UNIQUE INDEX test_suite_monitor_key ON test_suite (table_group_id) WHERE is_monitor',
    // What people cannot see must not take names from them.
    'ALTER TABLE test_suite DROP CONSTRAINT test_suite_name_key',
    'CREATE UNIQUE INDEX test_suite_name_key ON test_suite (project_id, name) WHERE NOT is_monitor',
  ],
};
