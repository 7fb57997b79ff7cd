/** Lines of the logs of jobs, for screens and streams. Only @assay/jobs writes them. */
import type { JobLogFacts, JobLogLevel } from '@assay/jobs';
import type { ColumnType, Selectable } from 'kysely';

type ReadOnly<T> = ColumnType<T, never, never>;

export interface JobLogTable {
  readonly job_id: ReadOnly<string>;
  /** From 1, without gaps. */
  readonly line: ReadOnly<number>;
  readonly at: ReadOnly<Date>;
  readonly level: ReadOnly<JobLogLevel>;
  /** 0 = before the first one. */
  readonly attempt: ReadOnly<number>;
  readonly message: ReadOnly<string>;
  readonly facts: ReadOnly<JobLogFacts>;
}

export type JobLogLine = Selectable<JobLogTable>;
