import { CLOCK, type Statement, statement } from '../statement.ts';
import { sqlStatusList, TERMINAL_STATUSES } from '../status.ts';

export interface PruneRequest {
  /** Undefined: every project, and the jobs of none. */
  readonly projectId?: string;
  /** Jobs that ended longer ago than this. */
  readonly olderThanMs: number;
  /** At most so many at once, so that no transaction grows long. */
  readonly batchSize: number;
}

/** Deletes ended jobs, oldest first, and gives their ids. What refers to them follows by its foreign key. */
export function prune(request: PruneRequest): Statement {
  return statement(
    (bind) => `DELETE FROM job WHERE id IN (
  SELECT id FROM job
   WHERE status IN (${sqlStatusList(TERMINAL_STATUSES)})
     AND completed_at < ${CLOCK} - ${bind(request.olderThanMs, 'milliseconds')}
     ${request.projectId === undefined ? '' : `AND project_id = ${bind(request.projectId, 'uuid')}`}
   ORDER BY completed_at LIMIT ${bind(request.batchSize, 'integer')} FOR UPDATE SKIP LOCKED)
RETURNING id`,
  );
}
