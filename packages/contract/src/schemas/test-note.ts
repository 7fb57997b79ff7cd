import { z } from 'zod';
import { pageOf } from './page.ts';
import { id, idInput, timestamp } from './scalars.ts';

export const testNoteParams = z.object({ test_note_id: idInput.describe('Id of the note') });

/** Text of a note: trimmed, 1 to 4,000 characters. */
export const noteText = z.string().trim().min(1).max(4000).describe('What it says');

export const newTestNote = z.object({ detail: noteText }).meta({ id: 'NewTestNote' });

/** The same in answers and in documents. */
const written = {
  detail: z.string(),
  created_by: z.string().describe('Name of the token that wrote it, as it was then'),
  created_at: timestamp,
  updated_at: timestamp.describe('When the text was changed last; at first the same as `created_at`'),
};

export const testNote = z.strictObject({ id, test_definition_id: id, ...written }).meta({ id: 'TestNote' });
export type TestNote = z.output<typeof testNote>;
export const testNotePage = pageOf('TestNotePage', testNote);

/** A note in a document: it goes where its test goes. */
export const exportedNote = z.strictObject(written).meta({ id: 'ExportedTestNote' });

const noteTime = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-03-01T08:30:00Z' })
  .transform((text) => new Date(text))
  .meta({ pattern: undefined });

export const importedNote = z
  .object({
    detail: noteText,
    created_by: z.string().trim().min(1).max(200).optional().describe('Left out = the token that imports'),
    created_at: noteTime.optional().describe('Left out = now'),
    updated_at: noteTime.optional().describe('Left out = as `created_at`'),
  })
  .meta({ id: 'ImportedTestNote' });
export type ImportedTestNote = z.output<typeof importedNote>;

export const testNoteExample: TestNote = {
  id: '019c9f58-6666-7aaa-8bbb-5c1d2e3f4a5b',
  test_definition_id: '019c9f50-5555-7aaa-8bbb-4c1d2e3f4a5b',
  detail: 'Empty until the CRM is migrated in May: see ticket 4711.',
  created_by: 'Maria, sales data',
  created_at: '2026-03-02T07:30:00.000Z',
  updated_at: '2026-03-02T07:30:00.000Z',
};
