/** What a run must look like for a pipeline to go on. */
import type { ProfileGatePolicy, TestGatePolicy } from '@assay/checks';
import type { Insertable, Selectable } from 'kysely';
import type { JsonColumn } from '../json-column.ts';
import type { CreatedAt, UpdatedAt } from './project-tables.ts';

export interface GateTable {
  readonly id: string;
  readonly project_id: string;
  /** Unique in its project. */
  name: string;
  /** Either this or the table group; neither has a second gate. */
  readonly test_suite_id: string | null;
  readonly table_group_id: string | null;
  test_policy: JsonColumn<TestGatePolicy>;
  /** Unused in a gate of a suite. */
  profile_policy: JsonColumn<ProfileGatePolicy>;
  created_at: CreatedAt;
  updated_at: UpdatedAt;
}

export type GateRow = Selectable<GateTable>;
export type NewGateRow = Insertable<GateTable>;
