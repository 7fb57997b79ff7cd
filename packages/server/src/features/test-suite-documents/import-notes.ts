/** Writes the notes that a document has on its tests. */
import type { ImportedTestNote } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import { mergeNotes } from '../test-notes/merge-notes.ts';
import { insertNotes, notesOfSuite, updateNote } from '../test-notes/test-notes.store.ts';

export interface NotedTest {
  /** Id of the test in the suite. */
  readonly id: string;
  readonly notes: readonly ImportedTestNote[];
}

export async function importNotes(
  db: Queryable,
  suiteId: string,
  tests: readonly NotedTest[],
  importer: string,
): Promise<void> {
  const noted = tests.filter(({ notes }) => notes.length > 0);
  if (noted.length === 0) return;
  const existing = await notesOfSuite(db, suiteId);
  const now = { name: importer, at: new Date() };
  const changes = noted.map(({ id, notes }) => mergeNotes(id, existing.get(id) ?? [], notes, now));
  await insertNotes(
    db,
    changes.flatMap(({ added }) => added),
  );
  for (const { id, detail, updated_at } of changes.flatMap(({ changed }) => changed)) {
    await updateNote(db, id, { detail, updated_at });
  }
}
