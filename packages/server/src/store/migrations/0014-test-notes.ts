import type { Migration } from './migration.ts';

/** What people write about tests. */
export const testNotes: Migration = {
  name: '0014-test-notes',
  statements: [
    `CREATE TABLE test_note (
       id uuid PRIMARY KEY,
       test_definition_id uuid NOT NULL REFERENCES test_definition (id) ON DELETE CASCADE,
       detail text NOT NULL,
       -- No foreign key: a note outlives the token that wrote it, and one that was imported has none.
       author_token_id uuid,
       author_name text NOT NULL,
       created_at timestamptz NOT NULL,
       updated_at timestamptz NOT NULL
     )`,
    'CREATE INDEX test_note_definition_idx ON test_note (test_definition_id, created_at DESC, id DESC)',
  ],
};
