import { concurrencySchemaStatements } from '@assay/jobs';
import type { Migration } from './migration.ts';

const LIMITED = ['project', 'connection', 'table_group'] as const;

/** How many runs may be at work at once for a project, a connection, a table group; what the queue looks up as `job_limit`. */
export const concurrencyLimits: Migration = {
  name: '0019-concurrency-limits',
  statements: [
    ...LIMITED.map(
      (table) =>
        `ALTER TABLE ${table} ADD COLUMN max_concurrent_runs integer CHECK (max_concurrent_runs >= 1)`,
    ),
    ...concurrencySchemaStatements('connection'),
    `CREATE VIEW job_limit AS ${LIMITED.map(
      (table) =>
        `SELECT '${table}:' || id AS key, max_concurrent_runs AS at_most FROM ${table} WHERE max_concurrent_runs IS NOT NULL`,
    ).join('\n     UNION ALL ')}`,
  ],
};
