/** Rules of projects. */
import type { ProjectChange } from '@assay/contract';
import { invalidRequest, notFound } from '../../http/api-problem.ts';
import type { Store } from '../../store/store.ts';
import type { Project } from '../../store/tables/project-tables.ts';
import { GRACE } from '../retention/retention.store.ts';
import { lockProject, updateProject } from './projects.store.ts';

/** Keeps what is not named. Throws ApiProblem when detail would be kept longer than its runs. */
export function changeProject(store: Store, code: string, change: ProjectChange): Promise<Project> {
  return store.transaction(async ({ db }) => {
    const existing = await lockProject(db, code);
    if (existing === undefined) throw notFound();
    const { name = existing.name, max_concurrent_runs = existing.max_concurrent_runs, ...named } = change;
    const days = { ...retentionOf(existing), ...withoutUndefined(named) };
    refuseLongerDetail(days, 'body');
    const due = dueAfter(existing, days);
    return updateProject(db, existing.id, { name, max_concurrent_runs, ...days, ...due });
  });
}

type Retention = Pick<Project, 'retention_days' | 'detail_days'>;

const retentionOf = ({ retention_days, detail_days }: Project): Retention => ({
  retention_days,
  detail_days,
});

const withoutUndefined = (named: Pick<ProjectChange, keyof Retention>): Partial<Retention> =>
  Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));

/** Throws ApiProblem. */
export function refuseLongerDetail({ retention_days, detail_days }: Retention, part: 'body' | 'query'): void {
  if (retention_days === null || detail_days === null || detail_days <= retention_days) return;
  const place = `${part}.detail_days`;
  throw invalidRequest(
    place,
    `${place} must be at most retention_days, which is ${retention_days}: what belongs to a run goes with it.`,
  );
}

/** A changed setting counts after a while; an unchanged one keeps its time. */
function dueAfter(existing: Project, days: Retention) {
  if (days.retention_days === null && days.detail_days === null) return { retention_due_at: null };
  const same = days.retention_days === existing.retention_days && days.detail_days === existing.detail_days;
  return same ? {} : { retention_due_at: GRACE };
}
