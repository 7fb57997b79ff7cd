/** The queue's table, for joins and screens. Only @assay/jobs writes it: its statements know the legal edges. */
import type { JobStatus } from '@assay/jobs';
import type { ColumnType } from 'kysely';

type ReadOnly<T> = ColumnType<T, never, never>;

/** The columns that the server reads; the queue has more. */
export interface JobTable {
  readonly id: ReadOnly<string>;
  readonly project_id: ReadOnly<string | null>;
  readonly key: ReadOnly<string>;
  readonly arguments: ReadOnly<Record<string, unknown>>;
  readonly source: ReadOnly<string>;
  /** Upkeep: not shown. */
  readonly internal: ReadOnly<boolean>;
  readonly status: ReadOnly<JobStatus>;
  /** What the job is about; no two run at a time with the same. */
  readonly target_key: ReadOnly<string | null>;
  readonly created_at: ReadOnly<Date>;
  readonly claimed_at: ReadOnly<Date | null>;
  readonly started_at: ReadOnly<Date | null>;
  readonly completed_at: ReadOnly<Date | null>;
  /** When it must have completed. */
  readonly deadline: ReadOnly<Date | null>;
  readonly error_message: ReadOnly<string | null>;
  readonly progress: ReadOnly<unknown>;
  readonly progressed_at: ReadOnly<Date | null>;
}
