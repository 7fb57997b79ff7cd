import { RELATION_KINDS } from '@assay/dialects';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { count, descriptionInput, id, idInput, nameInput, runLimit, timestamp } from './scalars.ts';

/** How a table is read while it is profiled; `auto` chooses per table by size and kind of connection. */
export const PROFILING_STRATEGIES = ['auto', 'pull', 'push', 'in_place'] as const;

/** No sample is larger. */
const MAX_SAMPLE_ROWS = 999_000;

export const tableGroupParams = z.object({ table_group_id: idInput.describe('Id of the table group') });

const masks = (says: string) => z.array(z.string().trim().min(1).max(200)).max(200).describe(says);
const columnMask = (says: string) => z.string().trim().max(500).describe(says);

/** Settings without their defaults: a change must not reset what it does not name. */
const settings = {
  name: nameInput,
  description: descriptionInput,
  schema: z.string().trim().min(1).max(200).describe('The schema whose tables belong here; `main` for files'),
  tables: masks('Exact table names; empty = no list. List and masks are ANDed.'),
  include: masks('Masks, `%` matches anything: a table must match at least one; empty = all'),
  exclude: masks('Masks: a table must match none'),
  id_column_mask: columnMask(
    'Comma list of masks that name identifier columns, case-insensitive; `_` means itself',
  ),
  surrogate_key_column_mask: columnMask('Comma list of masks that name surrogate keys'),
  detect_pii: z.boolean().describe('Look for personal data while profiling'),
  detect_critical_data: z.boolean().describe('Look for critical data elements while profiling'),
  skip_excluded_columns: z.boolean().describe('Do not read columns that the catalog excludes'),
  strategy: z.enum(PROFILING_STRATEGIES).describe('How tables are read; `auto` chooses for each table'),
  use_sampling: z.boolean().describe('Read a part of the rows of large tables'),
  sample_percent: z
    .number()
    .gt(0)
    .lt(100)
    .describe('Part of the rows that is read, in percent; with `use_sampling`'),
  sample_min_rows: z
    .int()
    .min(1)
    .max(MAX_SAMPLE_ROWS)
    .describe('Tables of up to so many rows are read whole, and no sample is smaller; with `use_sampling`'),
  hygiene_thresholds: z
    .record(z.string().max(100), z.record(z.string().max(100), z.number()))
    .describe(
      'Issue type -> threshold -> number, where it is not the default; `GET /hygiene-issue-types` lists them',
    ),
  max_concurrent_runs: runLimit.describe(
    'Runs on this table group and its suites at once, over all workers; null = no limit of its own',
  ),
};

export const newTableGroup = z
  .object({
    ...settings,
    connection_id: idInput,
    description: settings.description.default(null),
    tables: settings.tables.default([]),
    include: settings.include.default([]),
    exclude: settings.exclude.default([]),
    id_column_mask: settings.id_column_mask.default('%_id,%id'),
    surrogate_key_column_mask: settings.surrogate_key_column_mask.default('%_sk'),
    detect_pii: settings.detect_pii.default(true),
    detect_critical_data: settings.detect_critical_data.default(true),
    skip_excluded_columns: settings.skip_excluded_columns.default(true),
    strategy: settings.strategy.default('auto'),
    use_sampling: settings.use_sampling.default(false),
    sample_percent: settings.sample_percent.default(30),
    sample_min_rows: settings.sample_min_rows.default(15_000),
    hygiene_thresholds: settings.hygiene_thresholds.default({}),
    max_concurrent_runs: settings.max_concurrent_runs.default(null),
  })
  .meta({ id: 'NewTableGroup' });
export type NewTableGroup = z.output<typeof newTableGroup>;

/** The connection is fixed: with another one, profiles and tests would no longer be about the same data. */
export const tableGroupChange = z.object(settings).partial().meta({ id: 'TableGroupChange' });
export type TableGroupChange = z.output<typeof tableGroupChange>;

export const tableGroup = z
  .strictObject({
    id,
    project_code: z.string(),
    connection_id: id,
    name: z.string(),
    description: z.string().nullable(),
    schema: z.string(),
    tables: z.array(z.string()),
    include: z.array(z.string()),
    exclude: z.array(z.string()),
    id_column_mask: z.string(),
    surrogate_key_column_mask: z.string(),
    detect_pii: z.boolean(),
    detect_critical_data: z.boolean(),
    skip_excluded_columns: z.boolean(),
    strategy: z.enum(PROFILING_STRATEGIES),
    use_sampling: z.boolean(),
    sample_percent: z.number(),
    sample_min_rows: count,
    hygiene_thresholds: z.record(z.string(), z.record(z.string(), z.number())),
    max_concurrent_runs: runLimit,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'TableGroup' });
export type TableGroup = z.output<typeof tableGroup>;
export const tableGroupPage = pageOf('TableGroupPage', tableGroup);

const tablePreview = z
  .strictObject({
    table: z.string(),
    kind: z.enum(RELATION_KINDS),
    approximate_rows: count.nullable(),
    column_ct: count,
    unreadable: z
      .string()
      .nullable()
      .describe('Why the table cannot be read and what to do; null when it can'),
  })
  .meta({ id: 'TablePreview' });
export type TablePreview = z.output<typeof tablePreview>;
export const tablePreviewPage = pageOf('TablePreviewPage', tablePreview);

export const tableGroupExample: TableGroup = {
  id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  project_code: 'webshop',
  connection_id: '019c9f20-1111-7aaa-8bbb-0c1d2e3f4a5b',
  name: 'Shop tables',
  description: 'What the web shop writes',
  schema: 'public',
  tables: [],
  include: ['%'],
  exclude: ['tmp%'],
  id_column_mask: '%_id,%id',
  surrogate_key_column_mask: '%_sk',
  detect_pii: true,
  detect_critical_data: true,
  skip_excluded_columns: true,
  strategy: 'auto',
  use_sampling: false,
  sample_percent: 30,
  sample_min_rows: 15_000,
  hygiene_thresholds: {},
  max_concurrent_runs: null,
  created_at: '2026-03-01T08:10:00.000Z',
  updated_at: '2026-03-01T08:10:00.000Z',
};
export const newTableGroupExample = {
  name: tableGroupExample.name,
  connection_id: tableGroupExample.connection_id,
  schema: 'public',
  include: ['%'],
  exclude: ['tmp%'],
};
export const tablePreviewExample: TablePreview = {
  table: 'customers',
  kind: 'table',
  approximate_rows: 505_000,
  column_ct: 21,
  unreadable: null,
};
