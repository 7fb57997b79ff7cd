/** How long runs of the same work took. */
import type { JobRecord } from '@assay/jobs';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import { ARGUMENTS_BESIDE_THE_WORK } from './run-request.ts';

const RUNS = 5;

/**
 * The median of the newest completed runs that needed one attempt, in milliseconds; null when there was none. The same
 * work: the same key, target and arguments, whoever asked for it.
 */
export async function usualDurationMs(
  db: Queryable,
  { key, targetKey, arguments: work }: Pick<JobRecord, 'key' | 'targetKey' | 'arguments'>,
): Promise<number | null> {
  if (targetKey === null) return null;
  const beside = sql`${[...ARGUMENTS_BESIDE_THE_WORK]}::text[]`;
  const { rows } = await sql<{ ms: number | null }>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms FROM (
      SELECT (extract(epoch FROM completed_at - started_at) * 1000)::double precision AS ms FROM job
       WHERE target_key = ${targetKey} AND key = ${key} AND status = 'completed' AND attempt = 1
         AND arguments - ${beside} = ${JSON.stringify(work)}::jsonb - ${beside}
       ORDER BY created_at DESC LIMIT ${RUNS}) AS earlier`.execute(db);
  return rows[0]?.ms ?? null;
}
