import { bindList, type Statement, statement } from '../statement.ts';
import { sqlStatusList, TERMINAL_STATUSES } from '../status.ts';

/**
 * Deletes those of some jobs (at least one) that have ended, and gives their ids. What refers to them follows by its
 * foreign key. Rows that somebody has locked are left for another time.
 */
export function remove(ids: readonly string[]): Statement {
  return statement(
    (bind) => `DELETE FROM job WHERE id IN (
  SELECT id FROM job WHERE id IN (${bindList(bind, ids, 'uuid')})
     AND status IN (${sqlStatusList(TERMINAL_STATUSES)}) FOR UPDATE SKIP LOCKED)
RETURNING id`,
  );
}
