import type { Migration } from './migration.ts';

/** How suites predict the bounds of their tests. */
export const prediction: Migration = {
  name: '0010-prediction',
  statements: [
    `ALTER TABLE test_suite
       ADD COLUMN predict_sensitivity text NOT NULL DEFAULT 'medium'
         CHECK (predict_sensitivity IN ('low', 'medium', 'high')),
       ADD COLUMN predict_min_lookback integer NOT NULL DEFAULT 20
         CHECK (predict_min_lookback BETWEEN 10 AND 1000)`,
  ],
};
