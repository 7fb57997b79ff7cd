import { JOINED_REQUEST_SCHEMA_STATEMENTS } from '@assay/jobs';
import type { Migration } from './migration.ts';

/** Requests that were answered with a job that was there already; as the jobs room declares it. */
export const joinedRequests: Migration = {
  name: '0021-joined-requests',
  statements: JOINED_REQUEST_SCHEMA_STATEMENTS,
};
