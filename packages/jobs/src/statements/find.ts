import { jobColumns } from '../job-record.ts';
import { type Statement, statement } from '../statement.ts';

/** One job by its id. */
export function find(id: string): Statement {
  return statement((bind) => `SELECT ${jobColumns()} FROM job WHERE id = ${bind(id, 'uuid')}`);
}
