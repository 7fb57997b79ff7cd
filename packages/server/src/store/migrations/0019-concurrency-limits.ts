import { concurrencySchemaStatements } from '@assay/jobs';
import type { Migration } from './migration.ts';

/** Kind of a concurrency key -> the table whose rows may limit it. */
const LIMITED = { project: 'project', connection: 'connection', 'table-group': 'table_group' };

/** How many runs may be at work at once for a project, a connection, a table group; what the queue looks up as `job_limit`. */
export const concurrencyLimits: Migration = {
  name: '0019-concurrency-limits',
  statements: [
    ...Object.values(LIMITED).map(
      (table) =>
        `ALTER TABLE ${table} ADD COLUMN max_concurrent_runs integer CHECK (max_concurrent_runs >= 1)`,
    ),
    ...concurrencySchemaStatements('connection'),
    `CREATE VIEW job_limit AS ${Object.entries(LIMITED)
      .map(
        ([kind, table]) =>
          `SELECT '${kind}:' || id AS key, max_concurrent_runs AS at_most FROM ${table} WHERE max_concurrent_runs IS NOT NULL`,
      )
      .join('\n     UNION ALL ')}`,
  ],
};
