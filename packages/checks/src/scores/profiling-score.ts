/**
 * The profiling score: the share of data points that the findings leave good. A data point is one cell, weighed
 * by its column. Findings of a column strike its rows independently of each other.
 */
import type { TableProfile } from '../column-profile.ts';
import type { HygieneIssue } from '../hygiene-issue-type.ts';
import { WHOLE_ROWS } from '../hygiene-parts/whole-rows.ts';
import { countOf } from '../read-measure.ts';
import { goodShare } from './combine.ts';
import { columnWeight } from './weights.ts';

/** What a person decided about a finding. `Inactive` is a muted one. */
export type IssueDisposition = 'Confirmed' | 'Dismissed' | 'Inactive' | null;

export interface ScoredIssue extends Pick<HygieneIssue, 'table' | 'column' | 'prevalence'> {
  readonly disposition: IssueDisposition;
}

export interface ColumnScore {
  readonly table: string;
  readonly column: string;
  readonly weight: number;
  /** Rows x weight. */
  readonly points: number;
  /** Points that the findings spoil. */
  readonly affected: number;
  /** 0..1; null for a column without points. */
  readonly score: number | null;
}

export interface ProfilingScore {
  /** 0..1; null when nothing was measured. */
  readonly score: number | null;
  readonly affected: number;
  readonly points: number;
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
  const issuesByPlace = Map.groupBy(
    issues.filter(({ disposition }) => disposition === null || disposition === 'Confirmed'),
    ({ table, column }) => placeKey(table, column),
  );
  const byColumn = tables.flatMap((table) =>
    table.columns
      .filter(({ error }) => error === null)
      .map((column): ColumnScore => {
        const weight = useWeights ? columnWeight(table.role, column) : 1;
        const points = countOf(column, 'record_ct') * weight;
        const found = [column.column, WHOLE_ROWS].flatMap(
          (place) => issuesByPlace.get(placeKey(column.table, place)) ?? [],
        );
        const good = goodShare(found.map(({ prevalence }) => prevalence));
        const affected = points * (1 - good);
        const place = { table: column.table, column: column.column };
        return { ...place, weight, points, affected, score: points > 0 ? good : null };
      }),
  );
  const points = byColumn.reduce((sum, column) => sum + column.points, 0);
  const affected = byColumn.reduce((sum, column) => sum + column.affected, 0);
  return { score: points > 0 ? 1 - affected / points : null, affected, points, byColumn };
}

const placeKey = (table: string, column: string): string => JSON.stringify([table, column]);
