/**
 * The profiling score: the share of data points that the findings leave good. A data point is one cell, weighed
 * by its column. Findings of a column strike its rows independently of each other.
 */
import type { TableProfile } from '../column-profile.ts';
import type { HygieneIssue } from '../hygiene-issue-type.ts';
import { WHOLE_ROWS } from '../hygiene-parts/whole-rows.ts';
import { countOf } from '../read-measure.ts';
import { type PointsScore, scoreGroups } from './score-groups.ts';
import { columnWeight } from './weights.ts';

/** What a person decided about a finding. `Inactive` is a muted one. */
export type IssueDisposition = 'Confirmed' | 'Dismissed' | 'Inactive' | null;

/** A person said that it is nothing, for now or for good: it counts nowhere. */
export const isDismissed = ({ disposition }: { readonly disposition: IssueDisposition }): boolean =>
  disposition === 'Dismissed' || disposition === 'Inactive';

export interface ScoredIssue extends Pick<HygieneIssue, 'table' | 'column' | 'prevalence'> {
  readonly disposition: IssueDisposition;
}

interface ColumnPlace {
  readonly table: string;
  readonly column: string;
}

export interface ColumnScore extends ColumnPlace, PointsScore {
  readonly weight: number;
}

export interface ProfilingScore extends PointsScore {
  readonly byColumn: readonly ColumnScore[];
}

/**
 * Scores what was measured. Dismissed and muted findings spoil nothing, while their columns go on counting;
 * findings without a prevalence, and those that belong to several columns or tables, change nothing. A finding
 * about whole rows (duplicates) spoils the same share of every column: each cell of such a row is one too many.
 */
export function profilingScore(
  tables: readonly TableProfile[],
  issues: readonly ScoredIssue[],
  { useWeights = true }: { readonly useWeights?: boolean } = {},
): ProfilingScore {
  const found = standingIssues(issues);
  const byColumn = tables.flatMap((table) =>
    table.columns
      .filter(({ error }) => error === null)
      .map((column): ColumnScore => {
        const weight = useWeights ? columnWeight(table.role, column) : 1;
        const place = { table: column.table, column: column.column };
        const group = { ...place, points: countOf(column, 'record_ct') * weight, findings: found(place) };
        return { ...place, weight, ...scoreGroups([group]) };
      }),
  );
  const points = byColumn.reduce((sum, column) => sum + column.points, 0);
  const affected = byColumn.reduce((sum, column) => sum + column.affected, 0);
  return { score: points > 0 ? 1 - affected / points : null, affected, points, byColumn };
}

/** The findings that spoil a column: its own and those about whole rows, less what people dismissed or muted. */
export function standingIssues<Issue extends ScoredIssue>(
  issues: readonly Issue[],
): (place: ColumnPlace) => readonly Issue[] {
  const byPlace = Map.groupBy(
    issues.filter(({ disposition }) => disposition === null || disposition === 'Confirmed'),
    ({ table, column }) => placeKey(table, column),
  );
  return ({ table, column }) =>
    [column, WHOLE_ROWS].flatMap((place) => byPlace.get(placeKey(table, place)) ?? []);
}

const placeKey = (table: string, column: string): string => JSON.stringify([table, column]);
