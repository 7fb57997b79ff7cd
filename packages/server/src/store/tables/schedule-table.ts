/** Jobs by the clock. */
import type { CatchUp, FiringOutcome, Overlap, ScheduledJobKey } from '@assay/contract';
import type { ColumnType, Insertable, Selectable, Updateable } from 'kysely';
import type { Later } from './profiling-tables.ts';
import type { CreatedAt, UpdatedAt } from './project-tables.ts';

export interface ScheduleTable {
  readonly id: string;
  readonly project_id: string;
  description: ColumnType<string | null, string | null | undefined, string | null>;
  readonly job_key: ScheduledJobKey;
  /** One of the two, as the job key wants. */
  readonly table_group_id: string | null;
  readonly test_suite_id: string | null;
  /** Five fields, upper case, one space between them. */
  cron: string;
  /** IANA name. */
  time_zone: string;
  active: boolean;
  catch_up: CatchUp;
  overlap: Overlap;
  /** Null while not active, and for a line that names no further moment. */
  next_fire_at: Date | null;
  /** The last firing: all of it is null before the first. */
  last_due_at: Later<Date>;
  last_fired_at: Later<Date>;
  last_outcome: Later<FiringOutcome>;
  last_detail: Later<string>;
  /** Also null once the job is pruned. */
  last_job_id: Later<string>;
  created_at: CreatedAt;
  updated_at: UpdatedAt;
}

export type ScheduleRow = Selectable<ScheduleTable>;
export type NewScheduleRow = Insertable<ScheduleTable>;
export type ScheduleRowChange = Updateable<ScheduleTable>;
