/** Brings the notes of a document to those that a test has. Pure. */
import type { ImportedTestNote } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import type { TestNoteRow } from '../../store/tables/test-note-table.ts';

export interface NoteChanges {
  readonly added: readonly TestNoteRow[];
  /** Notes of the test with the newer text of the document. */
  readonly changed: readonly TestNoteRow[];
}

/**
 * Nothing is taken away: what people wrote is no setting, and a document may be older than it. A note is the same as
 * another when who wrote it and when are, or, where the document does not say when, when its text is; the text that
 * was changed last stays.
 */
export function mergeNotes(
  definitionId: string,
  existing: readonly TestNoteRow[],
  documented: readonly ImportedTestNote[],
  importer: { readonly name: string; readonly at: Date },
): NoteChanges {
  const known = new Map(existing.map((note) => [note.id, note]));
  const before = new Map(known);
  for (const { detail, created_by = importer.name, created_at, updated_at } of documented) {
    const same = [...known.values()].find((note) =>
      created_at === undefined
        ? note.detail === detail
        : note.author_name === created_by && note.created_at.getTime() === created_at.getTime(),
    );
    const createdAt = created_at ?? importer.at;
    const updatedAt = updated_at ?? createdAt;
    const id = same?.id ?? uuidV7();
    if (same === undefined) {
      known.set(id, {
        id,
        test_definition_id: definitionId,
        detail,
        author_token_id: null,
        author_name: created_by,
        created_at: createdAt,
        updated_at: updatedAt,
      });
    } else if (updatedAt > same.updated_at && detail !== same.detail) {
      known.set(id, { ...same, detail, updated_at: updatedAt });
    }
  }
  const touched = [...known.values()].filter((note) => before.get(note.id) !== note);
  return {
    added: touched.filter(({ id }) => !before.has(id)),
    changed: touched.filter(({ id }) => before.has(id)),
  };
}
