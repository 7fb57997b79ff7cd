/** One column over the completed profiling runs of its table group. */
import { z } from 'zod';
import { columnProfileDetail, columnProfileExample } from './column-profile.ts';
import { pageOf } from './page.ts';
import { count, id, score, timestamp } from './scalars.ts';

const profile = columnProfileDetail.shape;

const columnHistoryEntry = z
  .strictObject({
    profiling_run_id: id,
    profiled_at: timestamp.describe('When the run completed'),
    general_type: profile.general_type,
    column_type: profile.column_type,
    semantic_type: profile.semantic_type,
    measures: profile.measures.describe('Those that were asked for and apply to the type of the column'),
    sample: profile.sample,
    values_masked: profile.values_masked,
    issue_ct: count.describe('Hygiene issues of the column that nobody dismissed'),
    profiling_score: score,
    error: profile.error,
  })
  .meta({ id: 'ColumnHistoryEntry' });
export type ColumnHistoryEntry = z.output<typeof columnHistoryEntry>;
export const columnHistoryPage = pageOf('ColumnHistoryPage', columnHistoryEntry);

export const columnHistoryExample: ColumnHistoryEntry = {
  profiling_run_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  profiled_at: '2026-03-01T08:30:09.412Z',
  general_type: columnProfileExample.general_type,
  column_type: columnProfileExample.column_type,
  semantic_type: columnProfileExample.semantic_type,
  measures: { record_ct: 1000, null_value_ct: 10, distinct_value_ct: 4 },
  sample: null,
  values_masked: false,
  issue_ct: 1,
  profiling_score: 0.988,
  error: null,
};
