/** The test_note table. */
import type { Queryable } from '../../store/store.ts';
import type { NewTestNoteRow, TestNoteRow } from '../../store/tables/test-note-table.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';

const newestFirst = (db: Queryable) =>
  db
    .selectFrom('test_note')
    .selectAll('test_note')
    .orderBy('test_note.created_at', 'desc')
    .orderBy('test_note.id', 'desc');

export function listNotes(
  db: Queryable,
  definitionId: string,
  page: PageRequest,
): Promise<Page<TestNoteRow>> {
  return fetchPage(newestFirst(db).where('test_definition_id', '=', definitionId), page);
}

/** All notes on the tests of a suite, by test, newest first. */
export async function notesOfSuite(
  db: Queryable,
  suiteId: string,
): Promise<ReadonlyMap<string, readonly TestNoteRow[]>> {
  const notes = await newestFirst(db)
    .innerJoin('test_definition', 'test_definition.id', 'test_note.test_definition_id')
    .where('test_definition.test_suite_id', '=', suiteId)
    .execute();
  return Map.groupBy(notes, ({ test_definition_id }) => test_definition_id);
}

export async function insertNotes(db: Queryable, notes: readonly NewTestNoteRow[]): Promise<void> {
  await inChunks(notes, (chunk) => db.insertInto('test_note').values(chunk).execute());
}

export function findNote(db: Queryable, id: string): Promise<TestNoteRow | undefined> {
  return db.selectFrom('test_note').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Undefined when there is no such note any more. */
export function updateNote(
  db: Queryable,
  id: string,
  change: Pick<TestNoteRow, 'detail' | 'updated_at'>,
): Promise<TestNoteRow | undefined> {
  return db.updateTable('test_note').set(change).where('id', '=', id).returningAll().executeTakeFirst();
}

export async function deleteNote(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('test_note').where('id', '=', id).execute();
}
