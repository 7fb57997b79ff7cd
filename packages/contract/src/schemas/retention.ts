/** What of a project is removed when it has grown old. */
import { z } from 'zod';
import { count, timestamp } from './scalars.ts';

/** Jobs of each kind with all that hangs on them, then what hangs on them, then what goes by itself. */
export const RETENTION_KINDS = [
  'profiling_run',
  'test_run',
  'monitor_run',
  'test_generation',
  'mutation_check',
  'internal_job',
  'column_profile',
  'hygiene_issue',
  'test_result',
  'log_line',
  'captured_rows',
  'column_detail',
  'schema_change',
  'delivery',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** A hundred years: whoever wants more wants null. */
export const MAX_RETENTION_DAYS = 36_500;

const days = z.int().min(1).max(MAX_RETENTION_DAYS).nullable();
export const retentionDays = days.describe(
  'Days after their end that runs are kept with their results, and jobs with their logs; changes of schemas and delivered messages from when they happened. Null = for ever',
);
export const detailDays = days.describe(
  'Days after the end of their run that frequencies, patterns and kept rows stay; at most `retention_days`. Null = as long as the run',
);

const removal = z.strictObject({
  kind: z
    .enum(RETENTION_KINDS)
    .describe(
      '`column_detail` are columns that lose frequencies and patterns, `captured_rows` tests that lose kept rows',
    ),
  count: count.describe('At least 1'),
  oldest: timestamp.describe('When the run ended, the schema changed, or the delivery ended'),
  newest: timestamp,
  bytes: count.describe('An estimate, without indexes'),
});

export const retentionPreview = z
  .strictObject({
    as_of: timestamp,
    retention_days: days,
    detail_days: days,
    removes: z
      .array(removal)
      .describe('What would go now, by kind; kinds of which nothing would go are left out'),
    bytes: count.describe('Of all kinds together'),
  })
  .meta({ id: 'RetentionPreview' });
export type RetentionPreview = z.output<typeof retentionPreview>;

export const retentionPreviewExample: RetentionPreview = {
  as_of: '2026-03-01T08:30:00.000Z',
  retention_days: 180,
  detail_days: 30,
  removes: [
    {
      kind: 'test_run',
      count: 212,
      oldest: '2025-06-11T02:00:04.100Z',
      newest: '2025-09-01T02:00:03.950Z',
      bytes: 148_400,
    },
    {
      kind: 'test_result',
      count: 25_440,
      oldest: '2025-06-11T02:00:04.100Z',
      newest: '2025-09-01T02:00:03.950Z',
      bytes: 12_720_000,
    },
  ],
  bytes: 12_868_400,
};
