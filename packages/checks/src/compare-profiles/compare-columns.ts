import type { ColumnProfile } from '../column-profile.ts';
import type { GroupingResult } from '../value-grouping.ts';
import { isComplete } from './align-groupings.ts';
import { compareDistributions } from './compare-distributions.ts';
import { compareMeasures } from './compare-measures.ts';
import type { Change, ColumnChanges } from './profile-comparison.ts';
import { worstVerdict } from './verdict.ts';

/** What differs between two profiles of one column. A changed type or meaning is a change, whatever the values say. */
export function compareColumns(before: ColumnProfile, after: ColumnProfile): ColumnChanges {
  const type = changeOf(before.columnType, after.columnType);
  const semanticType = changeOf(before.semanticType, after.semanticType);
  const measures = compareMeasures(before, after);
  const distributions = compareDistributions(before, after);
  return {
    table: after.table,
    column: after.column,
    type,
    semanticType,
    pii: isSameFlag(before, after) ? null : { before: before.pii, after: after.pii },
    measures,
    distributions,
    newValues: absentIn(before.frequencies, after.frequencies),
    goneValues: absentIn(after.frequencies, before.frequencies),
    verdict: worstVerdict([
      ...measures.map(({ verdict }) => verdict),
      ...distributions.map(({ verdict }) => verdict),
      ...(type !== null ? ['changed' as const] : []),
      ...(semanticType !== null ? ['shifted' as const] : []),
    ]),
  };
}

const changeOf = <Value>(before: Value, after: Value): Change<Value> | null =>
  before === after ? null : { before, after };

const isSameFlag = ({ pii: before }: ColumnProfile, { pii: after }: ColumnProfile): boolean =>
  before?.risk === after?.risk && before?.category === after?.category && before?.type === after?.type;

/** The groups of `of` that `list` has not. */
function absentIn(list: GroupingResult | null, of: GroupingResult | null): string[] | null {
  if (list === null || of === null || !isComplete(list) || !isComplete(of)) return null;
  const known = new Set(list.items.map(({ value }) => value));
  return of.items.map(({ value }) => value).filter((value) => !known.has(value));
}
