import type { TestNote } from '@assay/contract';
import type { TestNoteRow } from '../../store/tables/test-note-table.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { changeNote, removeNote, writeNote } from './test-notes.service.ts';
import { listNotes } from './test-notes.store.ts';

export function createTestNoteHandlers({
  store,
}: ServerContext): FeatureHandlers<'listTestNotes' | 'createTestNote' | 'updateTestNote' | 'deleteTestNote'> {
  return {
    async listTestNotes({ params, query }) {
      return { body: mapPage(await listNotes(store.db, params.test_definition_id, query), toApi) };
    },
    async createTestNote({ params, body }, { principal }) {
      return { body: toApi(await writeNote(store.db, params.test_definition_id, body.detail, principal)) };
    },
    async updateTestNote({ params, body }, access) {
      return { body: toApi(await changeNote(store.db, params.test_note_id, body.detail, access)) };
    },
    async deleteTestNote({ params }, access) {
      await removeNote(store.db, params.test_note_id, access);
      return { body: undefined };
    },
  };
}

const toApi = (note: TestNoteRow): TestNote => ({
  id: note.id,
  test_definition_id: note.test_definition_id,
  detail: note.detail,
  created_by: note.author_name,
  created_at: note.created_at.toISOString(),
  updated_at: note.updated_at.toISOString(),
});
