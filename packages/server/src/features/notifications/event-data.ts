/** What events say: ids, counts, names of tables and columns, links. Never values of the data, never secrets. */
import type { TestRun as ApiTestRun, Job, NotificationEvent, NotificationEventType } from '@assay/contract';
import type { IssueCounts } from '../hygiene-issues/hygiene-issues.read.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A failing test, or a hygiene issue that stands. */
export interface Finding {
  /** Test type or issue type. */
  readonly type: string;
  readonly table: string | null;
  readonly column: string | null;
  /** Of the test result, or the likelihood of the issue. */
  readonly status: string;
  /** The completed run before this one had not found it. */
  readonly new: boolean;
}

/** Of `run.finished`, `job.failed` and `score.dropped`: how a job ended and what its run found. */
export interface RunEventData {
  readonly project_code: string;
  readonly job: Job;
  readonly table_group: Named | null;
  readonly test_suite: Named | null;
  /** 0..1; `before` is that of the completed run before this one of the same suite or group. */
  readonly score: { readonly now: number | null; readonly before: number | null };
  readonly tests: NonNullable<ApiTestRun['result']>['tests'] | null;
  readonly issues: IssueCounts | null;
  /** Null when the run did not complete, and for jobs that find nothing. */
  readonly changes: {
    /** The run compared with; null when there is none, and everything is new. */
    readonly against: string | null;
    readonly new: number;
    readonly remaining: number;
    readonly fixed: number;
  } | null;
  /** New ones first, at most 20. */
  readonly findings: readonly Finding[];
  readonly findings_left_out: number;
  /** Where to read more; absolute when the server knows its own address. */
  readonly links: Readonly<Record<string, string>>;
}

/** Of `gate.failed`. */
export interface GateEventData {
  readonly project_code: string;
  readonly gate: string;
  /** A sentence each. */
  readonly reasons: readonly string[];
  readonly job_id: string | null;
  readonly table_group: Named | null;
  readonly test_suite: Named | null;
  readonly links: Readonly<Record<string, string>>;
}

export type EventData = RunEventData | GateEventData;

/** The event as it is stored and sent. */
export const notificationEvent = (
  id: string,
  type: NotificationEventType,
  happenedAt: Date,
  data: EventData,
): NotificationEvent => ({ id, type, timestamp: happenedAt.toISOString(), data: { ...data } });

/** Events are read back as they were written, by `notificationEvent`. */
export const dataOf = (event: NotificationEvent): EventData => event.data as unknown as EventData;

export const isGateData = (data: EventData): data is GateEventData => 'gate' in data;
