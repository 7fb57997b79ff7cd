import { jobColumns } from '../job-record.ts';
import { type Statement, statement } from '../statement.ts';

/** The job that an idempotency key stands for in a project. */
export function findByIdempotencyKey(projectId: string | null, key: string): Statement {
  return statement(
    (bind) => `SELECT ${jobColumns()} FROM job
 WHERE project_id IS NOT DISTINCT FROM ${bind(projectId, 'uuid')} AND idempotency_key = ${bind(key, 'text')}`,
  );
}
