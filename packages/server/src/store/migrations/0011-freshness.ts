import type { Migration } from './migration.ts';

/** When suites rest, and what results tell of the updates of a table. */
export const freshness: Migration = {
  name: '0011-freshness',
  statements: [
    `ALTER TABLE test_suite
       ADD COLUMN predict_time_zone text NOT NULL DEFAULT 'UTC',
       ADD COLUMN predict_exclude_weekends boolean NOT NULL DEFAULT false,
       ADD COLUMN predict_holiday_codes text[] NOT NULL DEFAULT '{}'`,
    `ALTER TABLE test_result
       ADD COLUMN signal double precision CHECK (signal >= 0),
       ADD COLUMN facts jsonb`,
    // The updates of a table among thousands of runs that found it unchanged.
    `CREATE INDEX test_result_update_index ON test_result (test_definition_id, created_at DESC) WHERE signal = 0`,
    `CREATE INDEX test_result_confirmed_index ON test_result (test_definition_id, created_at DESC)
       WHERE disposition = 'Confirmed'`,
  ],
};
