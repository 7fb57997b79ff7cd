import type { JobFilter, Page } from '../job-filter.ts';
import { jobColumns } from '../job-record.ts';
import { type Bind, bindList, type Statement, statement } from '../statement.ts';

/**
 * One page of the jobs that a filter lets through, newest first, each row with the number of all of them as
 * `total`. One statement, so that page and total agree. A page past the end is one row of NULLs and the total.
 */
export function list(filter: JobFilter, page: Page): Statement {
  return statement((bind) => {
    const where = conditions(bind, filter).join(' AND ') || 'true';
    return `SELECT counted.total, page.*
  FROM (SELECT count(*)::integer AS total FROM job WHERE ${where}) AS counted
  LEFT JOIN (
    SELECT ${jobColumns()} FROM job WHERE ${where}
     ORDER BY created_at DESC, id DESC
     LIMIT ${bind(page.limit, 'integer')} OFFSET ${bind((page.page - 1) * page.limit, 'bigint')}
  ) AS page ON true
 ORDER BY page.created_at DESC, page.id DESC`;
  });
}

function conditions(bind: Bind, filter: JobFilter): string[] {
  const found: string[] = [];
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (values === undefined) return;
    found.push(values.length === 0 ? 'false' : `${column} IN (${bindList(bind, values, 'text')})`);
  };
  if (!filter.includeInternal) found.push('NOT internal');
  if (filter.projectId !== undefined) found.push(`project_id = ${bind(filter.projectId, 'uuid')}`);
  oneOf('key', filter.keys);
  oneOf('status', filter.statuses);
  oneOf('source', filter.sources);
  oneOf('target_key', filter.targetKeys);
  if (filter.createdFrom)
    found.push(`created_at >= ${bind(filter.createdFrom.toISOString(), 'timestamptz')}`);
  if (filter.createdBefore)
    found.push(`created_at < ${bind(filter.createdBefore.toISOString(), 'timestamptz')}`);
  return found;
}
