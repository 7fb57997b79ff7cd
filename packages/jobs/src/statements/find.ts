import { jobColumns } from '../job-record.ts';
import { bindList, type Statement, statement } from '../statement.ts';

/** Jobs by their ids, at least one; in no order. */
export function find(ids: readonly string[]): Statement {
  return statement((bind) => `SELECT ${jobColumns()} FROM job WHERE id IN (${bindList(bind, ids, 'uuid')})`);
}
