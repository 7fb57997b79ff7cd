/** What changed in the tables of a group from one look to the next. */
import { CATALOG_CHANGE_KINDS } from '@assay/checks';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { id, timestamp } from './scalars.ts';

export const schemaChange = z
  .strictObject({
    kind: z
      .enum(CATALOG_CHANGE_KINDS)
      .describe('Renames are guesses, and come beside the drop and the addition that they may explain'),
    table: z.string(),
    column: z.string().nullable().describe('Null for the table as a whole'),
    before: z
      .string()
      .nullable()
      .describe('Type, `nullable` or `not null`, default, position or name; null where there was none'),
    after: z.string().nullable(),
    because: z.string().nullable().describe('Why a rename is likely'),
    changed_at: timestamp.describe('When the run started that found it'),
    run_id: id.nullable().describe('The profiling or monitor run that found it; null when it is gone'),
  })
  .meta({ id: 'SchemaChange' });
export type SchemaChange = z.output<typeof schemaChange>;
export const schemaChangePage = pageOf('SchemaChangePage', schemaChange);

export const schemaChangeExample: SchemaChange = {
  kind: 'type_changed',
  table: 'orders',
  column: 'total',
  before: 'integer',
  after: 'numeric(10,2)',
  because: null,
  changed_at: '2026-03-01T08:30:00.180Z',
  run_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
};
