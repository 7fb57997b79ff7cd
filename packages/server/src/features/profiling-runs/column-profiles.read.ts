/** Column profiles of a run as the API shows them. */
import type { GroupingResult, Histogram, PiiFlag } from '@assay/checks';
import type { ColumnProfile, ColumnProfileDetail } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { ColumnProfileRow } from '../../store/tables/profiling-tables.ts';
import { fetchPage, mapPage, type Page, type PageRequest } from '../page.ts';
import { maskLists, maskMeasures } from './mask-values.ts';
import { CRITICAL_NOW, flaggedColumns, MAY_BE_PERSONAL, PII_NOW } from './personal-columns.ts';
import { projectLists, projectMeasures } from './sampled-columns.ts';

export interface Viewer {
  readonly seesPersonalData: boolean;
}

export interface ColumnFilter extends PageRequest {
  readonly table?: string | undefined;
  readonly column?: string | undefined;
}

const SHOWN = [
  'column_profile.table_name',
  'column_profile.column_name',
  'column_profile.position',
  'column_profile.general_type',
  'column_profile.column_type',
  'column_profile.semantic_type',
  'column_profile.semantic_reason',
  'column_profile.suggested_type',
  'column_profile.measures',
  'column_profile.error',
] as const;
const DETAILS = [
  'frequencies',
  'patterns',
  'weekdays',
  'hours',
  'sentinels',
  'histogram',
  'value_kinds',
] as const;

interface ShownRow
  extends Pick<
    ColumnProfileRow,
    | 'table_name'
    | 'column_name'
    | 'position'
    | 'general_type'
    | 'column_type'
    | 'semantic_type'
    | 'semantic_reason'
    | 'suggested_type'
    | 'measures'
    | 'error'
  > {
  readonly pii: PiiFlag | null;
  readonly critical_data_element: boolean;
  readonly personal: boolean;
  readonly sampled_rows: number | null;
  readonly record_ct: number | null;
}

const shownColumns = (db: Queryable, runId: string) =>
  flaggedColumns(db)
    .innerJoin('profiled_table', (join) =>
      join
        .onRef('profiled_table.profiling_run_id', '=', 'column_profile.profiling_run_id')
        .onRef('profiled_table.table_name', '=', 'column_profile.table_name'),
    )
    .select(SHOWN)
    .select([PII_NOW.as('pii'), CRITICAL_NOW.as('critical_data_element'), MAY_BE_PERSONAL.as('personal')])
    .select(['profiled_table.sampled_rows', 'profiled_table.record_ct'])
    .where('column_profile.profiling_run_id', '=', runId);

/** By table and position. */
export async function listColumnProfiles(
  db: Queryable,
  runId: string,
  filter: ColumnFilter,
  viewer: Viewer,
): Promise<Page<ColumnProfile>> {
  let query = shownColumns(db, runId);
  if (filter.table !== undefined) query = query.where('column_profile.table_name', '=', filter.table);
  if (filter.column !== undefined) query = query.where('column_profile.column_name', '=', filter.column);
  const ordered = query.orderBy('column_profile.table_name').orderBy('column_profile.position');
  const page = await fetchPage(ordered, filter);
  return mapPage(page, (row) => profileOf(row, viewer));
}

/** Undefined when the run has no such column. */
export async function findColumnProfile(
  db: Queryable,
  place: { readonly runId: string; readonly table: string; readonly column: string },
  viewer: Viewer,
): Promise<ColumnProfileDetail | undefined> {
  const row = await detailedColumns(db, place.runId, place.table)
    .where('column_profile.column_name', '=', place.column)
    .executeTakeFirst();
  return row && detailOf(row, viewer);
}

/** The first columns of a table by position. */
export async function listColumnDetails(
  db: Queryable,
  place: { readonly runId: string; readonly table: string },
  limit: number,
  viewer: Viewer,
): Promise<ColumnProfileDetail[]> {
  const rows = await detailedColumns(db, place.runId, place.table)
    .orderBy('column_profile.position')
    .limit(limit)
    .execute();
  return rows.map((row) => detailOf(row, viewer));
}

const detailedColumns = (db: Queryable, runId: string, table: string) =>
  shownColumns(db, runId)
    .select(DETAILS.map((name) => `column_profile.${name}` as const))
    .where('column_profile.table_name', '=', table);

type DetailedRow = ShownRow & Pick<ColumnProfileRow, (typeof DETAILS)[number]>;

function detailOf(row: DetailedRow, viewer: Viewer): ColumnProfileDetail {
  const profile = profileOf(row, viewer);
  const lists = projectLists(profile.values_masked ? maskLists(row) : row, row);
  return {
    ...profile,
    frequencies: groupsOf(lists.frequencies),
    frequency_totals: totalsOf(lists.frequencies),
    patterns: groupsOf(lists.patterns),
    pattern_totals: totalsOf(lists.patterns),
    weekdays: groupsOf(lists.weekdays),
    hours: groupsOf(lists.hours),
    sentinels: groupsOf(lists.sentinels),
    histogram: lists.histogram && histogramOf(lists.histogram),
    value_kinds: row.value_kinds,
    percentiles: percentilesOf(profile.measures),
  };
}

function profileOf(row: ShownRow, { seesPersonalData }: Viewer): ColumnProfile {
  const masked = row.personal && !seesPersonalData;
  const { measures, sample } = projectMeasures(row.measures, row);
  return {
    table: row.table_name,
    column: row.column_name,
    position: row.position,
    general_type: row.general_type,
    column_type: row.column_type,
    semantic_type: row.semantic_type,
    semantic_reason: row.semantic_reason,
    pii: row.pii,
    critical_data_element: row.critical_data_element,
    suggested_type: row.suggested_type,
    measures: masked ? maskMeasures(measures) : measures,
    sample,
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

const histogramOf = (histogram: Histogram): NonNullable<ColumnProfileDetail['histogram']> => ({
  equal_width: [...histogram.equalWidth],
  quantile: [...histogram.quantile],
});

const PERCENTILES = [25, 50, 75] as const;

const percentilesOf = (measures: ColumnProfile['measures']): ColumnProfileDetail['percentiles'] =>
  PERCENTILES.flatMap((percent) => {
    const value = measures[`percentile_${percent}`];
    return typeof value === 'number' ? { percent, value } : [];
  });
