/** The tables and columns of a table group with what the latest profile says about them. */
import { TABLE_ROLES } from '@assay/checks';
import { RELATION_KINDS } from '@assay/dialects';
import { z } from 'zod';
import { generalType, piiFlag, semanticType } from './column-profile.ts';
import { pageOf } from './page.ts';
import { count, id, score, timestamp } from './scalars.ts';

const catalogColumn = z
  .strictObject({
    column: z.string(),
    position: z.int().min(1),
    general_type: generalType,
    column_type: z.string(),
    semantic_type: semanticType.nullable(),
    semantic_reason: z.string().nullable(),
    pii: piiFlag.nullable(),
    null_value_ct: count.nullable(),
    distinct_value_ct: count.nullable(),
    issue_ct: count.describe('Hygiene issues that nobody dismissed'),
    profiling_score: score,
  })
  .meta({ id: 'CatalogColumn' });

const catalogTable = z
  .strictObject({
    table: z.string(),
    kind: z.enum(RELATION_KINDS),
    role: z.enum(TABLE_ROLES).nullable().describe('What the table is for'),
    record_ct: count.nullable(),
    profiling_run_id: id
      .nullable()
      .describe('The run that the facts come from; null before the first profile'),
    profiled_at: timestamp.nullable(),
    issue_ct: count,
    profiling_score: score,
    columns: z.array(catalogColumn),
  })
  .meta({ id: 'CatalogTable' });
export type CatalogTable = z.output<typeof catalogTable>;
export const catalogPage = pageOf('CatalogPage', catalogTable);

export const catalogTableExample: CatalogTable = {
  table: 'customers',
  kind: 'table',
  role: 'entity',
  record_ct: 505_000,
  profiling_run_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  profiled_at: '2026-03-01T08:30:09.412Z',
  issue_ct: 1,
  profiling_score: 0.97,
  columns: [
    {
      column: 'customer_id',
      position: 1,
      general_type: 'N',
      column_type: 'integer',
      semantic_type: 'ID-Unique',
      semantic_reason: 'The name ends in _id and every value is different.',
      pii: null,
      null_value_ct: 0,
      distinct_value_ct: 505_000,
      issue_ct: 0,
      profiling_score: 1,
    },
  ],
};
