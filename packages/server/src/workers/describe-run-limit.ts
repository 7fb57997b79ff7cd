/** Why a run was stopped that took too long: how far it was, and what to do. */
import { describeTimeLimit, type TimeLimit } from '@assay/jobs';
import type { StoredProgress } from '../features/jobs/run-progress.ts';

export function describeRunLimit(limit: TimeLimit, progress: unknown): string {
  return [
    describeTimeLimit(limit),
    placeOf((progress ?? {}) as Partial<StoredProgress>),
    REMEDIES[limit.kind],
  ]
    .filter(Boolean)
    .join(' ');
}

const REMEDIES: Record<TimeLimit['kind'], string> = {
  timed_out:
    'What was finished by then is kept. Take fewer tables or a sample, or let the server allow more (ASSAY_JOB_TIMEOUT).',
  deadline_passed: 'What was finished by then is kept. Submit it earlier, or with a later deadline.',
};

/** Empty when nothing was reported. */
function placeOf({ steps = [], work }: Partial<StoredProgress>): string {
  const step = steps.find(({ status }) => status === 'running');
  if (step === undefined) return '';
  const tables = work?.tablesAtWork ?? [];
  const done = work === undefined ? '' : `, ${work.tables.done} of ${work.tables.total} tables done`;
  const at = tables.length === 0 ? '' : `, at ${tables.join(', ')}`;
  return `It was at the step "${step.label}"${done}${at}.`;
}
