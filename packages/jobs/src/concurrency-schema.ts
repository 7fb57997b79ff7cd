/**
 * What several limits a job add to the queue's schema, as statements for a migration to run in order. Never changed once
 * released. The migration also makes `job_limit`; see `concurrency-limits.ts`.
 *
 * @param kind of the keys that jobs had before, which were ids alone
 */
export const concurrencySchemaStatements = (kind: string): readonly string[] => [
  `ALTER TABLE job ADD COLUMN concurrency_keys text[] NOT NULL DEFAULT '{}'`,
  `UPDATE job SET concurrency_keys = ARRAY['${kind}:' || concurrency_key] WHERE concurrency_key IS NOT NULL`,
  'ALTER TABLE job DROP COLUMN concurrency_key',
];
