/** What a profiling run found, and what of it the completed run before it had not. */
import { compareIssues, isDismissed } from '@assay/checks';
import type { JobRecord } from '@assay/jobs';
import type { Queryable } from '../../store/store.ts';
import { previousRun } from '../completed-runs.ts';
import { countIssues } from '../hygiene-issues/hygiene-issues.read.ts';
import type { Finding } from './event-data.ts';
import { type RunFindings, shownFindings } from './run-findings.ts';

/** Null when the job profiled nothing. */
export async function readProfilingFindings(db: Queryable, job: JobRecord): Promise<RunFindings | null> {
  const run = await db
    .selectFrom('profiling_run')
    .select(['job_id', 'table_group_id', 'score', 'table_ct'])
    .where('job_id', '=', job.id)
    .executeTakeFirst();
  if (run === undefined || job.completedAt === null) return null;
  const previous = await previousRun(db, { ...run, completed_at: job.completedAt });
  const score = { now: run.score, before: previous?.score ?? null };
  const counts = await countIssues(db, [job.id]);
  const found = { score, tests: null, issues: run.table_ct === null ? null : (counts.get(job.id) ?? null) };
  if (job.status !== 'completed') return { ...found, changes: null, ...shownFindings([]) };
  const earlier = previous === undefined ? [] : await issuesOf(db, previous.job_id);
  const later = (await issuesOf(db, job.id)).filter((issue) => issue.stands);
  const { appeared, remaining, gone } = compareIssues(earlier, later, []);
  const still = remaining.map(({ after }) => after);
  return {
    ...found,
    changes: {
      against: previous?.job_id ?? null,
      new: appeared.length,
      remaining: still.length,
      fixed: gone.filter(({ issue }) => issue.stands).length,
    },
    ...shownFindings([...listed(appeared, true), ...listed(still, false)]),
  };
}

const listed = (issues: readonly Issue[], isNew: boolean): Finding[] =>
  issues.map(({ issueType, table, column, likelihood }) => ({
    type: issueType,
    table,
    column,
    status: likelihood,
    new: isNew,
  }));

type Issue = Awaited<ReturnType<typeof issuesOf>>[number];

/** Most certain first. */
async function issuesOf(db: Queryable, runId: string) {
  const rows = await db
    .selectFrom('hygiene_issue')
    .select(['issue_type as issueType', 'table_name as table', 'column_name as column'])
    .select(['likelihood', 'disposition'])
    .where('profiling_run_id', '=', runId)
    .orderBy(({ eb }) =>
      eb
        .case('likelihood')
        .when('Definite')
        .then(1)
        .when('Likely')
        .then(2)
        .when('Possible')
        .then(3)
        .else(4)
        .end(),
    )
    .orderBy('table_name')
    .orderBy('column_name')
    .orderBy('issue_type')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    stands: !isDismissed(row),
  }));
}
