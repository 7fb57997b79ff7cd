import type { Migration } from './migration.ts';

/** How long the place of a test has been missing, and what results tell about how they were measured. */
export const testFacts: Migration = {
  name: '0009-test-facts',
  statements: [
    `ALTER TABLE test_definition
       ADD COLUMN missed_runs integer NOT NULL DEFAULT 0 CHECK (missed_runs >= 0)`,
    `ALTER TABLE test_result
       ADD COLUMN no_data boolean NOT NULL DEFAULT false,
       ADD COLUMN statement text`,
  ],
};
