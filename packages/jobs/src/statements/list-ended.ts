import { bindList, type Statement, statement } from '../statement.ts';
import { sqlStatusList, TERMINAL_STATUSES } from '../status.ts';

/** Which of some jobs (at least one) need no waiting for: `{id, ended}` of those that exist. */
export function listEnded(ids: readonly string[]): Statement {
  return statement(
    (bind) => `SELECT id, status IN (${sqlStatusList(TERMINAL_STATUSES)}) AS ended FROM job
 WHERE id IN (${bindList(bind, ids, 'uuid')})`,
  );
}
