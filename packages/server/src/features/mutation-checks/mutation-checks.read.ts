/** Mutation checks, at any time of their life. */
import type { JobStatus, Mutant, MutationCheck } from '@assay/contract';
import { sql } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import { fetchPage, mapPage, type Page, type PageRequest, sliceIntoPage } from '../page.ts';
import { mutationCheckTargetKey } from '../table-groups/table-groups.service.ts';
import { readCheckArguments } from './check-arguments.ts';
import { findMutants } from './mutation-checks.store.ts';

/** Jobs with what they found, but for the single mutants. */
const checks = (db: Queryable) =>
  db
    .selectFrom('job')
    .leftJoin('mutation_check', 'mutation_check.job_id', 'job.id')
    .select([
      'job.id',
      'job.status',
      'job.arguments',
      'job.started_at',
      'job.completed_at',
      'job.error_message',
      sql<MutationCheck['result']>`mutation_check.document - 'mutants_in_full'`.as('result'),
    ])
    .where('job.key', '=', 'run-mutation-check');
type CheckRow = Awaited<ReturnType<ReturnType<typeof checks>['executeTakeFirstOrThrow']>>;

/** Undefined when there is none, or when its suite is gone and what it found with it. */
export async function readMutationCheck(db: Queryable, jobId: string): Promise<MutationCheck | undefined> {
  const check = await checks(db).where('job.id', '=', jobId).executeTakeFirst();
  if (check === undefined) return undefined;
  const suite = await db
    .selectFrom('test_suite')
    .select('id')
    .where('id', '=', readCheckArguments(check.arguments).testSuiteId)
    .executeTakeFirst();
  return suite === undefined ? undefined : toApi(check);
}

/** Newest first; of all statuses when none is named. */
export async function listMutationChecks(
  db: Queryable,
  suiteId: string,
  statuses: readonly JobStatus[],
  page: PageRequest,
): Promise<Page<MutationCheck>> {
  let query = checks(db)
    .where('job.target_key', '=', mutationCheckTargetKey(suiteId))
    .orderBy('job.created_at', 'desc')
    .orderBy('job.id', 'desc');
  if (statuses.length > 0) query = query.where('job.status', 'in', statuses);
  return mapPage(await fetchPage(query, page), toApi);
}

function toApi(check: CheckRow): MutationCheck {
  const { testSuiteId, tableGroupId, settings } = readCheckArguments(check.arguments);
  return {
    id: check.id,
    status: check.status,
    test_suite_id: testSuiteId,
    table_group_id: tableGroupId,
    settings,
    started_at: check.started_at?.toISOString() ?? null,
    completed_at: check.completed_at?.toISOString() ?? null,
    error_message: check.error_message,
    result: check.result,
  };
}

export interface MutantFilter {
  readonly caught?: boolean | undefined;
  readonly mutation?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

/** A check keeps a few thousand of them at most: they are filtered here. */
export async function listMutants(
  db: Queryable,
  jobId: string,
  { caught, mutation, table, column }: MutantFilter,
  page: PageRequest,
): Promise<Page<Mutant>> {
  const mutants = await findMutants(db, jobId);
  const isWanted = (mutant: Mutant): boolean =>
    (caught === undefined || mutant.caught === caught) &&
    (mutation === undefined || mutant.mutation === mutation) &&
    (table === undefined || mutant.table === table) &&
    (column === undefined || mutant.column === column);
  return sliceIntoPage(mutants.filter(isWanted), page);
}
