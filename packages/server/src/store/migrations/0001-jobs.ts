import { JOB_SCHEMA_STATEMENTS } from '@assay/jobs';
import type { Migration } from './migration.ts';

/** The queue's own table, as the jobs room declares it. */
export const jobs: Migration = { name: '0001-jobs', statements: JOB_SCHEMA_STATEMENTS };
