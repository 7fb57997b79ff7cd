/** Rules of notes: whoever wrote one may change it, and so may whoever may change the test. */
import { uuidV7 } from '@assay/jobs';
import { mayInProject, type Principal } from '../../http/access/principal.ts';
import { notFound } from '../../http/api-problem.ts';
import type { Queryable } from '../../store/store.ts';
import type { TestNoteRow } from '../../store/tables/test-note-table.ts';
import { deleteNote, findNote, insertNotes, updateNote } from './test-notes.store.ts';

export interface NoteAccess {
  readonly principal: Principal;
  readonly projectId: string | null;
}

export async function writeNote(
  db: Queryable,
  definitionId: string,
  detail: string,
  { tokenId, name }: Principal,
): Promise<TestNoteRow> {
  const now = new Date();
  const note: TestNoteRow = {
    id: uuidV7(),
    test_definition_id: definitionId,
    detail,
    author_token_id: tokenId,
    author_name: name,
    created_at: now,
    updated_at: now,
  };
  await insertNotes(db, [note]);
  return note;
}

/** Throws the `not_found` problem for a note that is missing or that the caller may not change. */
export async function changeNote(
  db: Queryable,
  id: string,
  detail: string,
  access: NoteAccess,
): Promise<TestNoteRow> {
  await refuseStrangers(db, id, access);
  const changed = await updateNote(db, id, { detail, updated_at: new Date() });
  if (changed === undefined) throw notFound();
  return changed;
}

/** Throws as `changeNote` does. */
export async function removeNote(db: Queryable, id: string, access: NoteAccess): Promise<void> {
  await refuseStrangers(db, id, access);
  await deleteNote(db, id);
}

async function refuseStrangers(
  db: Queryable,
  id: string,
  { principal, projectId }: NoteAccess,
): Promise<void> {
  const note = await findNote(db, id);
  if (note === undefined) throw notFound();
  const own = note.author_token_id === principal.tokenId;
  if (!own && !mayInProject(principal, 'edit', projectId)) throw notFound();
}
