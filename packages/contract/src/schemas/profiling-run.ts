import { z } from 'zod';
import { jobStatus } from './job.ts';
import { pageOf } from './page.ts';
import { runDetailFields } from './run-details.ts';
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

const profilingTable = z.strictObject({
  table: z.string(),
  record_ct: count.nullable(),
  column_ct: count,
  strategy: z.enum(['in_place', 'pull', 'push']).describe('How the table was read'),
  duration_ms: z.number().min(0),
  error: z.string().nullable().describe('Why the table could not be read'),
});

const profilingDetails = z
  .strictObject({ ...runDetailFields, tables: z.array(profilingTable) })
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
