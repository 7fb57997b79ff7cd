import { CATALOG_CHANGE_KINDS, TABLE_STATES } from '@assay/checks';
import { z } from 'zod';
import { count, timestamp } from './scalars.ts';

export const schemaFacts = z
  .strictObject({
    kind: z.literal('schema'),
    since: timestamp.nullable().describe('Start of the run that it is compared with; null in the first run'),
    state: z.enum(TABLE_STATES),
    columns_added: count,
    columns_dropped: count,
    columns_changed: count.describe('With another type, nullability, default or place'),
    signal: z
      .string()
      .nullable()
      .describe(
        '`A|3|0|0|<since>`: added, dropped or modified, and the three counts; null when nothing changed',
      ),
    changes: z
      .array(
        z
          .strictObject({
            kind: z.enum(CATALOG_CHANGE_KINDS),
            column: z.string().nullable(),
            before: z.string().nullable(),
            after: z.string().nullable(),
            because: z.string().nullable(),
          })
          .meta({ id: 'SchemaChangeOfTable' }),
      )
      .describe('The first hundred; `GET /table-groups/{table_group_id}/schema-changes` has them all'),
    changes_left_out: count,
  })
  .meta({ id: 'SchemaFacts', description: 'What became of a table since the run before' });
export type SchemaFacts = z.output<typeof schemaFacts>;
