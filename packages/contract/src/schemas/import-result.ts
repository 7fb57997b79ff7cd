/** What an import does, or would do, entry by entry. */
import { z } from 'zod';
import { count, id } from './scalars.ts';
import { SKIP_REASONS } from './test-suite-document.ts';

const IMPORT_ACTIONS = ['create', 'update', 'skip', 'delete'] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

const IMPORT_REASONS = ['matched', 'absent', ...SKIP_REASONS] as const;

export const importResult = z
  .strictObject({
    summary: z.strictObject({ created: count, updated: count, skipped: count, deleted: count }),
    items: z
      .array(
        z.strictObject({
          action: z.enum(IMPORT_ACTIONS),
          reason: z.enum(IMPORT_REASONS),
          tds: z.array(
            z.strictObject({
              idx: count
                .nullable()
                .describe('Position in `definitions`, from 0; null for tests that are deleted'),
              target_id: id
                .nullable()
                .describe(
                  'The test of the suite; null for one that does not exist, because it is not made yet or skipped',
                ),
            }),
          ),
        }),
      )
      .describe('One entry for each action and reason, in the order in which they first occur'),
    problems: z
      .array(
        z.strictObject({
          idx: count.describe('Position in `definitions`, from 0'),
          path: z.string().describe('Where in the request: `body.payload.definitions.3.table_name`'),
          detail: z.string().describe('What is wrong and what to do, for a person'),
        }),
      )
      .describe(
        'Why definitions are skipped that cannot be imported, and what is wrong with those that are imported but cannot run as they are',
      ),
  })
  .meta({ id: 'TestImportResult' });
export type ImportResult = z.output<typeof importResult>;

export const importResultExample: ImportResult = {
  summary: { created: 1, updated: 0, skipped: 1, deleted: 0 },
  items: [
    {
      action: 'create',
      reason: 'no_match',
      tds: [{ idx: 0, target_id: '019c9f50-5555-7aaa-8bbb-4c1d2e3f4a5b' }],
    },
    { action: 'skip', reason: 'invalid_table', tds: [{ idx: 1, target_id: null }] },
  ],
  problems: [
    {
      idx: 1,
      path: 'body.payload.definitions.1.table_name',
      detail:
        'The catalog of the table group has no table "shops": correct the name, or profile the table group first.',
    },
  ],
};
