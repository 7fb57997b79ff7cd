import { JOB_LOG_SCHEMA_STATEMENTS } from '@assay/jobs';
import type { Migration } from './migration.ts';

/** What was done for each job, in lines for people; as the jobs room declares it. */
export const jobLog: Migration = { name: '0018-job-log', statements: JOB_LOG_SCHEMA_STATEMENTS };
