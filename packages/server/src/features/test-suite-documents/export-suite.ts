/** A suite as a document. */
import {
  type ExportedTestDefinition,
  TEST_SUITE_DOCUMENT_VERSION,
  type TestSuiteDocument,
} from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { TestNoteRow } from '../../store/tables/test-note-table.ts';
import type { TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { notesOfSuite } from '../test-notes/test-notes.store.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { fieldsOf } from './portable-columns.ts';
import { SuiteIndex } from './suite-index.ts';
import { listForExport, tableGroupName } from './test-suite-documents.store.ts';

/** Throws the `not_found` problem when there is no such suite. */
export async function exportSuite(
  db: Queryable,
  suiteId: string,
  filter: TestSuiteDocument['source']['filter'],
  version: string,
): Promise<TestSuiteDocument> {
  const suite = await getTestSuite(db, suiteId);
  const definitions = await listForExport(db, suiteId, filter);
  const notes = await notesOfSuite(db, suiteId);
  const index = new SuiteIndex(definitions, suite.schema_name);
  return {
    version: TEST_SUITE_DOCUMENT_VERSION,
    omitted_fields: 'default',
    source: {
      project_code: suite.project_code,
      test_suite: suite.name,
      table_group: await tableGroupName(db, suite.table_group_id),
      table_group_schema: suite.schema_name,
      exported_at: new Date().toISOString(),
      assay_version: version,
      filter,
    },
    // Documents name no schema, and no test twice.
    definitions: definitions
      .filter((row) => index.stands(row))
      .map((row) => exported(row, notes.get(row.id) ?? [])),
  };
}

/** A generated test is found again by its place, so that its external id would only be in the way elsewhere. */
const exported = (row: TestDefinitionRow, notes: readonly TestNoteRow[]): ExportedTestDefinition => ({
  test_type: row.test_type,
  ...(row.generated_at === null
    ? { external_id: row.external_id }
    : { last_auto_gen_date: row.generated_at.toISOString() }),
  // Off only because its place is missing here: nobody wanted it off.
  ...fieldsOf({ ...row, active: row.active || row.missed_runs > 0 }),
  ...(notes.length === 0 ? {} : { notes: notes.map(exportedNote) }),
});

const exportedNote = (note: TestNoteRow) => ({
  detail: note.detail,
  created_by: note.author_name,
  created_at: note.created_at.toISOString(),
  updated_at: note.updated_at.toISOString(),
});
