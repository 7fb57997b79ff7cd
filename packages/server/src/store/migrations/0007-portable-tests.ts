import type { Migration } from './migration.ts';

/** What documents of tests carry and the store had no room for, so that a test comes out as it went in. */
export const portableTests: Migration = {
  name: '0007-portable-tests',
  statements: ['ALTER TABLE test_definition ADD COLUMN export_to_observability boolean'],
};
