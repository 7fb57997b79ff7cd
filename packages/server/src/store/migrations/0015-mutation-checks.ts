import type { Migration } from './migration.ts';

/** What mutation checks found: a document a check, written when it completes. */
export const mutationChecks: Migration = {
  name: '0015-mutation-checks',
  statements: [
    `CREATE TABLE mutation_check (
       job_id uuid PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
       test_suite_id uuid NOT NULL REFERENCES test_suite (id) ON DELETE CASCADE,
       document jsonb NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now()
     )`,
    'CREATE INDEX mutation_check_suite_index ON mutation_check (test_suite_id)',
  ],
};
