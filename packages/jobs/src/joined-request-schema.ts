/** What remembering joined requests adds to the queue's schema, as statements for a migration to run in order. Never changed once released. */
export const JOINED_REQUEST_SCHEMA_STATEMENTS: readonly string[] = [
  // A job carries the key of the request that made it; these are the keys of requests that were answered with it.
  `CREATE TABLE joined_request (
     job_id uuid NOT NULL REFERENCES job (id) ON DELETE CASCADE,
     project_id uuid,
     idempotency_key text NOT NULL,
     fingerprint text NOT NULL,
     joined_at timestamptz NOT NULL
   )`,
  `CREATE UNIQUE INDEX joined_request_key ON joined_request
     (coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), idempotency_key)`,
  'CREATE INDEX joined_request_job_index ON joined_request (job_id)',
];
