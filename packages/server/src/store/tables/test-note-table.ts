/** What people write about tests. */
import type { Insertable, Selectable } from 'kysely';

export interface TestNoteTable {
  readonly id: string;
  readonly test_definition_id: string;
  detail: string;
  /** Who may change it beside editors; null for notes that came in a document. */
  readonly author_token_id: string | null;
  /** Name of the token at the time. */
  readonly author_name: string;
  readonly created_at: Date;
  updated_at: Date;
}
export type TestNoteRow = Selectable<TestNoteTable>;
export type NewTestNoteRow = Insertable<TestNoteTable>;
