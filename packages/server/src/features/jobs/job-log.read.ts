/** The lines of a job's log. */
import type { JobLogLevel } from '@assay/jobs';
import type { Queryable } from '../../store/store.ts';
import type { JobLogLine } from '../../store/tables/job-log-table.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export interface LogFilter {
  /** Empty = all. */
  readonly levels: readonly JobLogLevel[];
  readonly since: Date | null;
}

/** In the order in which they were logged. */
export function readLogPage(
  db: Queryable,
  jobId: string,
  { levels, since }: LogFilter,
  page: PageRequest,
): Promise<Page<JobLogLine>> {
  const query = db
    .selectFrom('job_log')
    .selectAll()
    .where('job_id', '=', jobId)
    .$if(levels.length > 0, (some) => some.where('level', 'in', levels))
    .$if(since !== null, (some) => some.where('at', '>=', since!))
    .orderBy('line');
  return fetchPage(query, page);
}

/** The next lines behind one, at most `limit`. */
export function readLogLines(
  db: Queryable,
  jobId: string,
  behind: number,
  limit: number,
): Promise<JobLogLine[]> {
  return db
    .selectFrom('job_log')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('line', '>', behind)
    .orderBy('line')
    .limit(limit)
    .execute();
}
