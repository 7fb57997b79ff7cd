/** Two profiling runs of one table group, side by side. */
import { DISTRIBUTION_BASES, EFFECT_UNITS, GONE_BECAUSE, VERDICTS } from '@assay/checks';
import { z } from 'zod';
import { piiFlag, semanticType } from './column-profile.ts';
import { hygieneIssue, hygieneIssueExample } from './hygiene-issue.ts';
import { count, id, score, timestamp } from './scalars.ts';

const verdict = z.enum(VERDICTS).describe('How different, in one word');
const value = z.union([z.string(), z.number(), z.null()]);
const change = <Side extends z.ZodType>(side: Side) => z.strictObject({ before: side, after: side });
const scoreChange = z
  .strictObject({ before: score, after: score, change: z.number().nullable().describe('after - before') })
  .meta({ id: 'ScoreChange' });

const comparedRun = z
  .strictObject({
    profiling_run_id: id,
    completed_at: timestamp,
    table_ct: count.nullable(),
    column_ct: count.nullable(),
    record_ct: count.nullable(),
  })
  .meta({ id: 'ComparedRun' });

const place = { table: z.string(), column: z.string() };
const schemaChanges = z
  .strictObject({
    tables_added: z.array(z.string()),
    tables_removed: z.array(z.string()),
    columns_added: z.array(z.strictObject(place)),
    columns_removed: z.array(z.strictObject(place)),
    types_changed: z.array(change(z.string()).extend(place)),
    columns_moved: z
      .array(change(z.int()).extend(place))
      .describe('Columns in another order; those that only made way are not listed'),
    likely_renames: z
      .array(
        z.strictObject({
          kind: z.enum(['table', 'column']),
          table: z.string(),
          before: z.string(),
          after: z.string(),
          because: z.string(),
        }),
      )
      .describe('Guesses; the names are among the added and removed ones too'),
  })
  .meta({ id: 'SchemaChanges' });

const tableComparison = z
  .strictObject({
    table: z.string(),
    record_ct: change(count.nullable()).describe('Null where the table could not be read'),
    score: scoreChange,
    columns: z.strictObject({ stable: count, shifted: count, changed: count }),
  })
  .meta({ id: 'TableComparison' });

const measureChange = z.strictObject({
  measure: z.string(),
  before: value,
  after: value,
  effect: z
    .strictObject({ size: z.number(), unit: z.enum(EFFECT_UNITS) })
    .nullable()
    .describe(
      '`cohens_h`: distance of two shares, 0 to pi; `deviations`: of averages, in pooled standard deviations; `ratio`: larger over smaller. Null where size has no meaning',
    ),
  verdict,
});
const distributionChange = z.strictObject({
  basis: z.enum(DISTRIBUTION_BASES).describe('What was compared'),
  distance: z.number().min(0).max(1).describe('Jensen-Shannon distance: 0 alike, 1 nothing in common'),
  stability_index: z.number().min(0).describe('Population stability index'),
  noise: z.number().min(0).describe('The index that chance alone stays under 999 times in 1,000'),
  verdict,
});

const columnComparison = z
  .strictObject({
    ...place,
    verdict,
    type: change(z.string()).nullable().describe('Null here and below: as before'),
    semantic_type: change(semanticType.nullable()).nullable(),
    pii: change(piiFlag.nullable()).nullable(),
    measures: z.array(measureChange).describe('Measures that differ, those with an effect by share or size'),
    distributions: z.array(distributionChange),
    new_values: z.array(z.string()).nullable().describe('Null when a run did not list every value'),
    gone_values: z.array(z.string()).nullable(),
    values_masked: z
      .boolean()
      .describe('Values are hidden because the column holds personal data and the token may not see it'),
  })
  .meta({ id: 'ColumnComparison' });
export type ColumnComparison = z.output<typeof columnComparison>;

const issueChanges = z
  .strictObject({
    appeared: z.array(hygieneIssue),
    gone: z.array(z.strictObject({ issue: hygieneIssue, because: z.enum(GONE_BECAUSE) })),
    remaining: z.array(
      z.strictObject({
        issue: hygieneIssue,
        prevalence_before: z.number().min(0).max(1).nullable(),
      }),
    ),
    left_out: count.describe('Issues beyond the first 500 of a list'),
  })
  .meta({ id: 'IssueChanges', description: 'Issues by type, table and column' });

export const profileComparison = z
  .strictObject({
    before: comparedRun,
    after: comparedRun,
    score: scoreChange,
    schema: schemaChanges,
    tables: z.array(tableComparison).describe('Tables of both runs, by name'),
    columns: z
      .array(columnComparison)
      .describe('Columns of both runs that are not stable, or that mean something else now; at most 500'),
    columns_left_out: count.describe('Further ones'),
    issues: issueChanges,
  })
  .meta({ id: 'ProfileComparison' });
export type ProfileComparison = z.output<typeof profileComparison>;

export const profileComparisonExample: ProfileComparison = {
  before: {
    profiling_run_id: '019c9a0c-11f0-7b61-8f0e-0a4c5d6e7f80',
    completed_at: '2026-02-22T08:30:08.003Z',
    table_ct: 12,
    column_ct: 160,
    record_ct: 1_180_012,
  },
  after: {
    profiling_run_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
    completed_at: '2026-03-01T08:30:09.412Z',
    table_ct: 12,
    column_ct: 161,
    record_ct: 1_204_331,
  },
  score: { before: 0.971, after: 0.964, change: -0.007 },
  schema: {
    tables_added: [],
    tables_removed: [],
    columns_added: [{ table: 'customers', column: 'segment' }],
    columns_removed: [],
    types_changed: [],
    columns_moved: [],
    likely_renames: [],
  },
  tables: [
    {
      table: 'customers',
      record_ct: { before: 990, after: 1000 },
      score: { before: 0.99, after: 0.97, change: -0.02 },
      columns: { stable: 8, shifted: 1, changed: 0 },
    },
  ],
  columns: [
    {
      table: 'customers',
      column: 'state',
      verdict: 'shifted',
      type: null,
      semantic_type: null,
      pii: null,
      measures: [
        {
          measure: 'null_value_ct',
          before: 0,
          after: 35,
          effect: { size: 0.3764, unit: 'cohens_h' },
          verdict: 'shifted',
        },
      ],
      distributions: [
        { basis: 'frequencies', distance: 0.021, stability_index: 0.002, noise: 0.05, verdict: 'stable' },
      ],
      new_values: null,
      gone_values: null,
      values_masked: false,
    },
  ],
  columns_left_out: 0,
  issues: { appeared: [hygieneIssueExample], gone: [], remaining: [], left_out: 0 },
};
