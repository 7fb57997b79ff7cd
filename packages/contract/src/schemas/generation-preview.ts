/** What test generation would do to a suite. */
import { KEPT_BECAUSE, NO_PARAMETERS, type ParameterField } from '@assay/checks';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { count, id, timestamp } from './scalars.ts';

export const GENERATION_ACTIONS = ['add', 'change', 'remove', 'keep'] as const;
export type GenerationAction = (typeof GENERATION_ACTIONS)[number];

const value = z.union([z.string(), z.int()]).nullable();
const fieldChange = z
  .strictObject({
    field: z.enum(Object.keys(NO_PARAMETERS) as [ParameterField, ...ParameterField[]]),
    before: value,
    after: value,
  })
  .meta({ id: 'TestFieldChange' });

const previewedTest = z
  .strictObject({
    action: z.enum(GENERATION_ACTIONS),
    test_definition_id: id.nullable().describe('Null for a test that would be added'),
    test_type: z.string(),
    table_name: z.string().nullable(),
    column_name: z.string().nullable(),
    test_active: z.boolean().describe('Generation never changes it'),
    reason: z.string().describe('Why, in a sentence'),
    kept_because: z
      .enum(KEPT_BECAUSE)
      .nullable()
      .describe('Of a test that is kept; `not_profiled`: the profile cannot tell whether it is wanted'),
    changes: z.array(fieldChange).describe('What would be set; of a new test every field that is'),
    withheld: z
      .array(fieldChange)
      .describe('What would be set, had no person set these fields: they stay as they are'),
  })
  .meta({ id: 'PreviewedTest' });
export type PreviewedTest = z.output<typeof previewedTest>;
export const previewedTestPage = pageOf('PreviewedTestPage', previewedTest);

export const generationPreview = z
  .strictObject({
    test_suite_id: id,
    profiling_run_id: id.describe('The profile that it would learn from'),
    profiled_at: timestamp.describe('When that run started'),
    counts: z.strictObject({ add: count, change: count, remove: count, keep: count }),
    tests: previewedTestPage,
  })
  .meta({ id: 'GenerationPreview' });
export type GenerationPreview = z.output<typeof generationPreview>;

export const generationPreviewExample: GenerationPreview = {
  test_suite_id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  profiling_run_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  profiled_at: '2026-03-01T08:30:00.000Z',
  counts: { add: 0, change: 1, remove: 0, keep: 41 },
  tests: {
    items: [
      {
        action: 'change',
        test_definition_id: '019c9f50-5555-7aaa-8bbb-4c1d2e3f4a5b',
        test_type: 'Avg_Shift',
        table_name: 'orders',
        column_name: 'amount',
        test_active: true,
        reason: 'The column is a measured quantity with an average of 51.2.',
        kept_because: null,
        changes: [{ field: 'baseline_avg', before: '50', after: '51.2' }],
        withheld: [{ field: 'threshold_value', before: '0.9', after: '0.5' }],
      },
    ],
    page: 1,
    limit: 20,
    total: 1,
  },
};
