import type { ScanStrategy } from '@assay/checks';
import type { ProfileRequest } from '../profile-request.ts';
import type { EngineOptions, RelationDescription, Target } from '../target.ts';

/**
 * In place where grouping text is cheap; else the rows are pulled out, which reads the table once and leaves the work
 * here, unless there are more of them than one machine should take. A wish that the target cannot fulfil is not one:
 * files are always measured in place, and what cannot stream is pushed.
 */
export function chooseStrategy(
  target: Target,
  table: RelationDescription,
  wish: ProfileRequest['strategy'],
  { pullRowLimit }: Pick<EngineOptions, 'pullRowLimit'>,
): ScanStrategy {
  if (target.dialect.abilities.profilesInPlace) return 'in_place';
  if (target.tableExport === undefined) return 'push';
  if (wish === 'push' || wish === 'pull') return wish;
  return (table.approximateRows ?? 0) <= pullRowLimit ? 'pull' : 'push';
}
