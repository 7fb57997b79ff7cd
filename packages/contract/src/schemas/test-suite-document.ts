/** The tests of a suite as a document: to keep in version control, and to carry to another suite or server. */
import { z } from 'zod';
import { idInput, timestamp } from './scalars.ts';
import { testDefinition, testDefinitionChange, testDefinitionExample } from './test-definition.ts';
import { exportedNote, importedNote } from './test-note.ts';

/** Of the form below. A later form that this server could misread gets another number. */
export const TEST_SUITE_DOCUMENT_VERSION = 1;

export const TEST_ORIGINS = ['both', 'auto', 'manual'] as const;

const OMITTED_FIELDS = ['default', 'unchanged'] as const;
const OMITTED_SAYS =
  'What a definition means by a field that it leaves out: `default` = the field has its default, and an import sets it back to that; `unchanged` = an import leaves the field of an existing test as it is';

const PORTABLE_SAYS = {
  last_auto_gen_date:
    'Set = a generated test, found again by type, table and column; left out or null = made by hand, found again by `external_id`',
  export_to_observability: 'Kept for documents that carry it; null = as the suite says',
  edited_fields: 'Fields of a generated test that a person set; generation keeps them',
  notes:
    'What people wrote about the test, newest first. An import adds those that are missing and takes none away',
};

/** A definition in an exported document: fields that have their default are left out. */
const exportedDefinition = testDefinition
  .omit({
    id: true,
    test_suite_id: true,
    table_group_id: true,
    schema_name: true,
    test_definition_status: true,
    missed_runs: true,
    generation_reason: true,
    last_manual_update: true,
    profiling_run_id: true,
  })
  .extend({
    last_auto_gen_date: timestamp.describe(PORTABLE_SAYS.last_auto_gen_date),
    export_to_observability: z.boolean().describe(PORTABLE_SAYS.export_to_observability),
    notes: z.array(exportedNote).describe(PORTABLE_SAYS.notes),
  })
  .partial()
  .required({ test_type: true })
  .meta({ id: 'ExportedTestDefinition' });
export type ExportedTestDefinition = z.output<typeof exportedDefinition>;

export const testSuiteDocument = z
  .strictObject({
    version: z.literal(TEST_SUITE_DOCUMENT_VERSION),
    omitted_fields: z.enum(OMITTED_FIELDS).describe(OMITTED_SAYS),
    source: z.strictObject({
      project_code: z.string(),
      test_suite: z.string(),
      table_group: z.string(),
      table_group_schema: z.string(),
      exported_at: timestamp,
      assay_version: z.string(),
      filter: z
        .strictObject({
          origin: z.enum(TEST_ORIGINS),
          table_name: z.string().nullable(),
          test_type: z.string().nullable(),
        })
        .describe('Which tests of the suite were asked for; an import deletes no others as absent'),
    }),
    definitions: z.array(exportedDefinition),
  })
  .meta({ id: 'TestSuiteDocument' });
export type TestSuiteDocument = z.output<typeof testSuiteDocument>;

/** A definition in a document to import. A field that is not there stays away: it is not given its default here. */
const importedDefinition = testDefinitionChange
  .extend({
    external_id: idInput.nullable(),
    last_auto_gen_date: z.iso
      .datetime({ offset: true, local: true, error: 'must be a time such as 2026-03-01T08:30:00Z' })
      .nullable()
      .describe(`${PORTABLE_SAYS.last_auto_gen_date}. A new test gets the time of its import`),
    export_to_observability: z.boolean().nullable().describe(PORTABLE_SAYS.export_to_observability),
    edited_fields: z
      .array(z.enum(Object.keys(testDefinitionChange.shape) as [string, ...string[]]))
      .describe(PORTABLE_SAYS.edited_fields),
    notes: z.array(importedNote).max(1000).describe(PORTABLE_SAYS.notes),
  })
  .partial()
  .extend({ test_type: z.string().min(1).max(100).describe('Key of a test type: `Missing_Pct`') })
  .meta({ id: 'ImportedTestDefinition' });
export type ImportedTestDefinition = z.output<typeof importedDefinition>;

const importedFilter = z.object({
  origin: z.enum(TEST_ORIGINS).default('both'),
  table_name: z.string().nullable().default(null),
  test_type: z.string().nullable().default(null),
});
export type ImportedFilter = z.output<typeof importedFilter>;

/** Reasons that can stand in the way of a definition. */
export const SKIP_REASONS = [
  'policy',
  'locked',
  'no_match',
  'missing_external_id',
  'invalid_test_type',
  'invalid_table',
  'invalid_column',
  'external_id_in_use',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

const importConfig = z.object({
  mode: z
    .enum(['preview', 'apply', 'apply_strict'])
    .describe(
      '`preview` writes nothing; `apply` writes what can be written; `apply_strict` writes all or nothing',
    ),
  on_match: z
    .enum(['overwrite_all', 'overwrite_unlocked', 'skip'])
    .describe('What happens to tests that the suite has already'),
  on_new: z
    .enum(['create', 'create_and_lock', 'skip'])
    .describe('What happens to tests that the suite does not have; only generated ones are locked'),
  on_absence: z
    .enum(['do_nothing', 'delete_all', 'delete_unlocked'])
    .describe('What happens to tests of the suite that the document could hold and does not'),
  tolerated_skips: z
    .array(z.enum(SKIP_REASONS))
    .default([])
    .describe('Reasons to skip a definition that `apply_strict` puts up with'),
});
export type ImportConfig = z.output<typeof importConfig>;

export const testSuiteImport = z
  .object({
    config: importConfig,
    payload: z.object({
      version: z
        .literal(TEST_SUITE_DOCUMENT_VERSION, {
          error: `must be ${TEST_SUITE_DOCUMENT_VERSION}: this server reads no other version of the document`,
        })
        .default(TEST_SUITE_DOCUMENT_VERSION),
      omitted_fields: z.enum(OMITTED_FIELDS).default('unchanged').describe(OMITTED_SAYS),
      source: z
        .looseObject({ filter: importedFilter.optional() })
        .nullish()
        .describe('Where the document comes from; only `filter` is read'),
      definitions: z.array(importedDefinition),
    }),
  })
  .meta({ id: 'TestSuiteImport' });
export type TestSuiteImport = z.output<typeof testSuiteImport>;

export const testSuiteDocumentExample: TestSuiteDocument = {
  version: TEST_SUITE_DOCUMENT_VERSION,
  omitted_fields: 'default',
  source: {
    project_code: 'webshop',
    test_suite: 'Nightly checks',
    table_group: 'Shop tables',
    table_group_schema: 'public',
    exported_at: '2026-03-02T07:00:00.000Z',
    assay_version: '0.1.0',
    filter: { origin: 'both', table_name: null, test_type: null },
  },
  definitions: [
    {
      test_type: 'Required',
      last_auto_gen_date: testDefinitionExample.last_auto_gen_date!,
      table_name: 'customers',
      column_name: 'email',
      threshold_value: '0',
    },
    {
      test_type: 'LOV_Match',
      external_id: testDefinitionExample.external_id,
      table_name: 'customers',
      column_name: 'status',
      severity: 'Fail',
      baseline_value: "('new','active','closed')",
    },
  ],
};
