/** Column profiles of a run as the API shows them. */
import type { GroupingResult } from '@assay/checks';
import type { ColumnProfile, ColumnProfileDetail } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { ColumnProfileRow } from '../../store/tables/profiling-tables.ts';
import { fetchPage, mapPage, type Page, type PageRequest } from '../page.ts';
import { maskFrequencies, maskMeasures, maskPatterns } from './mask-values.ts';

export interface Viewer {
  readonly seesPersonalData: boolean;
}

export interface ColumnFilter extends PageRequest {
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

const SHOWN = [
  'table_name',
  'column_name',
  'position',
  'general_type',
  'column_type',
  'semantic_type',
  'semantic_reason',
  'pii',
  'measures',
  'error',
] as const;
type ShownRow = Pick<ColumnProfileRow, (typeof SHOWN)[number]>;

/** By table and position. */
export async function listColumnProfiles(
  db: Queryable,
  runId: string,
  filter: ColumnFilter,
  viewer: Viewer,
): Promise<Page<ColumnProfile>> {
  let query = db.selectFrom('column_profile').select(SHOWN).where('profiling_run_id', '=', runId);
  if (filter.table !== undefined) query = query.where('table_name', '=', filter.table);
  if (filter.column !== undefined) query = query.where('column_name', '=', filter.column);
  const page = await fetchPage(query.orderBy('table_name').orderBy('position'), filter);
  return mapPage(page, (row) => profileOf(row, viewer));
}

/** Undefined when the run has no such column. */
export async function findColumnProfile(
  db: Queryable,
  place: { readonly runId: string; readonly table: string; readonly column: string },
  viewer: Viewer,
): Promise<ColumnProfileDetail | undefined> {
  const row = await db
    .selectFrom('column_profile')
    .select([...SHOWN, 'frequencies', 'patterns'])
    .where('profiling_run_id', '=', place.runId)
    .where('table_name', '=', place.table)
    .where('column_name', '=', place.column)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const profile = profileOf(row, viewer);
  const frequencies = profile.values_masked ? maskFrequencies(row.frequencies) : row.frequencies;
  const patterns = profile.values_masked ? maskPatterns(row.patterns) : row.patterns;
  return {
    ...profile,
    frequencies: groupsOf(frequencies),
    frequency_totals: totalsOf(frequencies),
    patterns: groupsOf(patterns),
    pattern_totals: totalsOf(patterns),
    percentiles: percentilesOf(profile.measures),
  };
}

function profileOf(row: ShownRow, { seesPersonalData }: Viewer): ColumnProfile {
  const masked = row.pii !== null && !seesPersonalData;
  return {
    table: row.table_name,
    column: row.column_name,
    position: row.position,
    general_type: row.general_type,
    column_type: row.column_type,
    semantic_type: row.semantic_type,
    semantic_reason: row.semantic_reason,
    pii: row.pii,
    measures: masked ? maskMeasures(row.measures) : row.measures,
    values_masked: masked,
    error: row.error,
  };
}

const groupsOf = (grouping: GroupingResult | null): ColumnProfileDetail['frequencies'] =>
  (grouping?.items ?? []).map(({ value, count }) => ({ value, count }));

const totalsOf = (grouping: GroupingResult | null): ColumnProfileDetail['frequency_totals'] =>
  grouping && {
    distinct: grouping.distinct,
    other_rows: grouping.otherRows,
    estimated: grouping.estimated,
  };

const PERCENTILES = [25, 50, 75] as const;

const percentilesOf = (measures: ColumnProfile['measures']): ColumnProfileDetail['percentiles'] =>
  PERCENTILES.flatMap((percent) => {
    const value = measures[`percentile_${percent}`];
    return typeof value === 'number' ? { percent, value } : [];
  });
