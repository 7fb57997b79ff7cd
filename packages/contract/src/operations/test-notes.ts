import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { pageQuery, wholePage } from '../schemas/page.ts';
import { testDefinitionParams } from '../schemas/test-definition.ts';
import {
  newTestNote,
  testNote,
  testNoteExample,
  testNotePage,
  testNoteParams,
} from '../schemas/test-note.ts';

const { detail } = testNoteExample;

export const listTestNotes = defineOperation({
  id: 'listTestNotes',
  method: 'GET',
  path: '/test-definitions/{test_definition_id}/notes',
  tag: 'Test definitions',
  summary: 'List the notes on a test',
  description: 'What people wrote about the test, newest first. Notes travel with the test in documents.',
  access: { permission: 'view', of: 'test_definition', param: 'test_definition_id' },
  params: testDefinitionParams,
  query: z.object(pageQuery()),
  success: { status: 200, description: 'A page of notes.', schema: testNotePage },
  examples: { response: wholePage([testNoteExample]) },
});

export const createTestNote = defineOperation({
  id: 'createTestNote',
  method: 'POST',
  path: '/test-definitions/{test_definition_id}/notes',
  tag: 'Test definitions',
  summary: 'Write a note on a test',
  description: 'Nothing else follows from it. It is deleted with the test.',
  access: { permission: 'disposition', of: 'test_definition', param: 'test_definition_id' },
  params: testDefinitionParams,
  body: newTestNote,
  success: { status: 201, description: 'The new note.', schema: testNote },
  examples: { body: { detail }, response: testNoteExample },
});

const OTHERS = 'Notes of others take the permission `edit`; without it they are not found.';

export const updateTestNote = defineOperation({
  id: 'updateTestNote',
  method: 'PATCH',
  path: '/test-notes/{test_note_id}',
  tag: 'Test definitions',
  summary: 'Change a note on a test',
  description: `Replaces the text; who wrote it first, and when, stays. ${OTHERS}`,
  access: { permission: 'disposition', of: 'test_note', param: 'test_note_id' },
  params: testNoteParams,
  body: newTestNote,
  success: { status: 200, description: 'The note as it is now.', schema: testNote },
  examples: {
    body: { detail: 'Done.' },
    response: { ...testNoteExample, detail: 'Done.', updated_at: '2026-05-04T09:00:00.000Z' },
  },
});

export const deleteTestNote = defineOperation({
  id: 'deleteTestNote',
  method: 'DELETE',
  path: '/test-notes/{test_note_id}',
  tag: 'Test definitions',
  summary: 'Delete a note on a test',
  description: OTHERS,
  access: { permission: 'disposition', of: 'test_note', param: 'test_note_id' },
  params: testNoteParams,
  success: { status: 204, description: 'It is gone.', schema: null },
  examples: {},
});
