import { jobColumns } from '../job-record.ts';
import { type Statement, statement } from '../statement.ts';
import { sqlStatusList } from '../status.ts';

/** Jobs about a target that are waiting or at work and that nobody asked to stop, oldest first. */
export function listLiveOnTarget(targetKey: string): Statement {
  return statement(
    (bind) => `SELECT ${jobColumns()} FROM job
 WHERE target_key = ${bind(targetKey, 'text')} AND status IN (${sqlStatusList(['pending', 'claimed', 'running'])})
 ORDER BY created_at, id`,
  );
}
