/** The tables and columns of a table group with what the latest profile says about them. */
import { TABLE_ROLES } from '@assay/checks';
import { RELATION_KINDS } from '@assay/dialects';
import { z } from 'zod';
import { generalType, piiFlag, semanticType, typeSuggestion } from './column-profile.ts';
import { pageOf } from './page.ts';
import { count, descriptionInput, id, score, timestamp } from './scalars.ts';
import { tableGroupParams } from './table-group.ts';

export const catalogColumnParams = tableGroupParams.extend({
  table: z.string().describe('Name of the table'),
  column: z.string().describe('Name of the column'),
});

/** What people may say about a column; each stands against the rules until it is taken back. */
export const COLUMN_DECISIONS = ['pii', 'critical_data_element', 'excluded', 'description'] as const;
export type ColumnDecision = (typeof COLUMN_DECISIONS)[number];

const decision = z
  .strictObject({
    field: z.enum(COLUMN_DECISIONS),
    decided_by: z.string().nullable().describe('Name of the token; null when it was deleted since'),
    decided_at: timestamp,
  })
  .meta({ id: 'ColumnDecision', description: 'What a person said last about a field of this column' });

export const catalogColumn = z
  .strictObject({
    column: z.string(),
    position: z.int().min(1),
    general_type: generalType,
    column_type: z.string(),
    semantic_type: semanticType.nullable(),
    semantic_reason: z.string().nullable(),
    pii: piiFlag.nullable(),
    critical_data_element: z.boolean().describe('The business depends on this column'),
    suggested_type: typeSuggestion.nullable(),
    excluded: z.boolean().describe('Profiling does not read this column'),
    description: z.string().nullable(),
    decisions: z.array(decision).describe('Fields that a person set or took back last, by field'),
    null_value_ct: count.nullable(),
    distinct_value_ct: count.nullable(),
    issue_ct: count.describe('Hygiene issues that nobody dismissed'),
    profiling_score: score,
  })
  .meta({ id: 'CatalogColumn' });

export type CatalogColumn = z.output<typeof catalogColumn>;

export const catalogColumnChange = z
  .object({
    pii: z
      .union([
        z.literal('none'),
        z.object({
          risk: piiFlag.shape.risk,
          category: piiFlag.shape.category,
          type: z.string().trim().min(1).max(100).describe('`Email`, `Passport` ...'),
          reason: z.string().trim().max(500).default('').describe('Why, for whoever reads the flag later'),
        }),
      ])
      .nullable()
      .describe('`none` says that the column holds no personal data; null leaves it to the rules again'),
    critical_data_element: z.boolean().nullable().describe('null leaves it to the rules again'),
    excluded: z.boolean().describe('true keeps the next runs from reading the column'),
    description: descriptionInput,
  })
  .partial()
  .meta({ id: 'CatalogColumnChange' });
export type CatalogColumnChange = z.output<typeof catalogColumnChange>;

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
      critical_data_element: true,
      suggested_type: null,
      excluded: false,
      description: null,
      decisions: [],
      null_value_ct: 0,
      distinct_value_ct: 505_000,
      issue_ct: 0,
      profiling_score: 1,
    },
  ],
};

export const catalogColumnExample: CatalogColumn = {
  column: 'contact',
  position: 7,
  general_type: 'A',
  column_type: 'varchar(80)',
  semantic_type: 'Attribute',
  semantic_reason: 'Text of up to 62 characters with 480,112 distinct values.',
  pii: {
    risk: 'Moderate',
    category: 'CONTACT',
    type: 'Email',
    reason: 'Free text with addresses',
    manual: true,
  },
  critical_data_element: false,
  suggested_type: null,
  excluded: false,
  description: null,
  decisions: [{ field: 'pii', decided_by: 'Data office', decided_at: '2026-03-02T09:00:00.000Z' }],
  null_value_ct: 12,
  distinct_value_ct: 480_112,
  issue_ct: 0,
  profiling_score: 1,
};
