/** Rows behind failures, as they were at the time of the run. */
import type { Row } from '@assay/engine';
import type { Insertable, Selectable } from 'kysely';
import type { JsonColumn } from '../json-column.ts';

export interface CapturedRowsTable {
  readonly test_run_id: string;
  /** No foreign key: what was captured outlives the definition, as results do. */
  readonly test_definition_id: string;
  /** In the order in which people see them. */
  readonly columns: string[];
  /** Unmasked: who may see personal data is decided when they are read. */
  readonly rows: JsonColumn<Row[]>;
  /** Failing rows in all; null when there were too many to count in time. */
  readonly total: number | null;
  readonly truncated: boolean;
  readonly sql: string;
  readonly captured_at: Date;
}
export type CapturedRows = Selectable<CapturedRowsTable>;
export type NewCapturedRows = Insertable<CapturedRowsTable>;
