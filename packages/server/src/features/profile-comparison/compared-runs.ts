/** Which two runs a comparison is about. */
import { invalidRequest } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import { type CompletedRun, getCompletedRun, previousRun } from '../completed-runs.ts';

export interface ComparedRuns {
  readonly before: CompletedRun;
  readonly after: CompletedRun;
}

/**
 * Throws ApiProblem: 409 when one of them has not completed, 422 when `otherId` is no run of the same table group, or is
 * the run itself, or when nobody named one and there is none. A run of a group that the caller may not see and one that
 * does not exist get the same answer.
 */
export async function findComparedRuns(
  db: Queryable,
  runId: string,
  otherId: string | undefined,
): Promise<ComparedRuns> {
  const after = await getCompletedRun(db, runId);
  if (otherId === undefined) {
    const before = await previousRun(db, after);
    if (before !== undefined) return { before, after };
    throw refused(`No run of the table group completed before ${runId}. Name one that came later.`);
  }
  if (otherId === runId) throw refused('This is the run itself. Name another one.');
  const isOfGroup = await db
    .selectFrom('profiling_run')
    .select('job_id')
    .where('job_id', '=', otherId)
    .where('table_group_id', '=', after.table_group_id)
    .executeTakeFirst();
  if (isOfGroup === undefined) {
    throw refused(
      `${otherId} is no profiling run of the same table group. List them at GET /table-groups/${after.table_group_id}/profiling-runs?status=completed.`,
    );
  }
  return { before: await getCompletedRun(db, otherId), after };
}

const refused = (detail: string) => invalidRequest('query.with', `query.with: ${detail}`);
