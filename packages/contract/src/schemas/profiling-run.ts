import { z } from 'zod';
import { jobStatus } from './job.ts';
import { pageOf } from './page.ts';
import { runDetailFields, runOutcomeField } from './run-details.ts';
import { count, id, score, timestamp } from './scalars.ts';

const profilingResult = z
  .strictObject({
    score,
    table_ct: count.nullable().describe('Tables selected; null until the catalog is read'),
    column_ct: count.nullable(),
    record_ct: count.nullable().describe('Rows of all tables together'),
    issues: z
      .strictObject({ definite: count, likely: count, possible: count, dismissed: count })
      .describe(
        'Hygiene issues by likelihood; potential PII counts as possible; dismissed ones are in no other count',
      ),
  })
  .meta({ id: 'ProfilingResult' });

const dependency = z
  .strictObject({
    determinant: z.string(),
    dependent: z.string(),
    rows: count.describe('Rows where both columns hold a value'),
    groups: count.describe('Distinct values of the determinant'),
    repeated_groups: count.describe('Those on more than one row'),
    violating_groups: count.describe('Those with more than one value of the dependent'),
    violating_rows: count.describe('Rows whose dependent is not the most frequent one of its group'),
  })
  .meta({
    id: 'ColumnDependency',
    description: 'Whether one value of a column always comes with one value of another',
  });
const reference = z
  .strictObject({
    table: z.string(),
    column: z.string(),
    parent_table: z.string(),
    parent_column: z.string(),
    rows: count.describe('Rows with a value'),
    orphan_rows: count.describe('Rows whose value the parent does not hold'),
    values: count.describe('Distinct values'),
    orphan_values: count.describe('Those that the parent does not hold'),
  })
  .meta({
    id: 'ColumnReference',
    description: 'Whether the values of a column stand in the key they seem to name',
  });

const profilingTable = z.strictObject({
  table: z.string(),
  record_ct: count.nullable(),
  sampled_rows: count.nullable().describe('Rows that were read; null when all of them were'),
  duplicate_rows: count
    .nullable()
    .describe('Rows that repeat an earlier row in every column; null when nobody looked'),
  column_ct: count,
  excluded_columns: z.array(z.string()).describe('Not read, because the catalog excludes them'),
  dependencies: z.array(dependency),
  strategy: z.enum(['in_place', 'pull', 'push']).describe('How the table was read'),
  duration_ms: z.number().min(0),
  error: z.string().nullable().describe('Why the table could not be read'),
  reused_from: id
    .nullable()
    .describe('The run that measured the table: it has not changed since. Null: this run measured it'),
});

const profilingDetails = z
  .strictObject({
    ...runDetailFields,
    changed_only: z
      .boolean()
      .describe('Tables that have not changed were asked to be taken from an earlier run'),
    reused_table_ct: count.describe('Tables taken from an earlier run'),
    resumed_table_ct: count.describe(
      'Tables that an earlier attempt at this run had done before its worker was lost; they were not read again',
    ),
    tables: z.array(profilingTable),
    references: z.array(reference).describe('References between tables that were looked up'),
  })
  .meta({ id: 'ProfilingRunDetails' });

/** Exactly these six keys, always present; `details` only when asked for. */
export const profilingRun = z
  .strictObject({
    id: id.describe('Also the id of the job'),
    status: jobStatus,
    table_group_id: id,
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable(),
    result: profilingResult.nullable().describe('Null until there is something to count'),
    details: profilingDetails.optional().describe('Only with `?include=details`'),
    outcome: runOutcomeField,
  })
  .meta({ id: 'ProfilingRun' });
export type ProfilingRun = z.output<typeof profilingRun>;
export const profilingRunPage = pageOf('ProfilingRunPage', profilingRun);

export const profilingRunExample: ProfilingRun = {
  id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  status: 'completed',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  started_at: '2026-03-01T08:30:00.180Z',
  completed_at: '2026-03-01T08:30:09.412Z',
  result: {
    score: 0.964,
    table_ct: 12,
    column_ct: 160,
    record_ct: 1_204_331,
    issues: { definite: 3, likely: 5, possible: 11, dismissed: 1 },
  },
};
