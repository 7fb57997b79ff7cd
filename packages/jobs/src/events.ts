/** What the engine tells about itself, for logs and metrics. Listeners cannot hurt it. */

import type { AttemptOutcome } from './attempt-end.ts';
import type { JobRecord, Lease } from './job-record.ts';

/** Every event and what comes with it. */
export interface JobEngineEvents {
  /** This process took a job; `attempt` above 1 means that it takes over or tries again. */
  readonly job_claimed: { readonly job: JobRecord };
  readonly attempt_ended: {
    readonly job: JobRecord;
    readonly outcome: AttemptOutcome;
    readonly error?: unknown;
  };
  /** This process brought a job to a terminal status; every end of a job is told once, by whoever made it. */
  readonly job_ended: { readonly job: JobRecord };
  /** A handler did not stop within the grace time and was left behind. */
  readonly handler_left_behind: { readonly job: JobRecord };
  readonly heartbeat_failed: { readonly lease: Lease; readonly error: unknown };
  readonly progress_failed: { readonly lease: Lease; readonly error: unknown };
  /** Lines of the job's log could not be written; they are tried again while the attempt lasts. */
  readonly log_failed: { readonly lease: Lease; readonly error: unknown };
  /** Looking for work failed; it is tried again at the next poll. */
  readonly claim_failed: { readonly error: unknown };
  readonly reap_failed: { readonly error: unknown };
  /** An attempt's end could not be recorded: the slot takes no work until the database answers again. */
  readonly slot_closed: { readonly job: JobRecord; readonly error: unknown };
  readonly slots_reopened: { readonly slots: number };
  /** A listener threw; told once, to the others and to itself, and never about this event. */
  readonly listener_failed: { readonly event: string; readonly error: unknown };
}

export type JobEngineEventName = keyof JobEngineEvents;
export type JobEngineListener = <Name extends JobEngineEventName>(
  name: Name,
  detail: JobEngineEvents[Name],
) => void;

/** Tells one event to every listener. */
export type EmitJobEvent = JobEngineListener;

/** An emitter over some listeners. A listener that throws stops neither the engine nor the other listeners. */
export function createEventEmitter(listeners: readonly JobEngineListener[]): EmitJobEvent {
  const emit: EmitJobEvent = (name, detail) => {
    for (const listener of listeners) {
      try {
        listener(name, detail);
      } catch (error) {
        if (name !== 'listener_failed') emit('listener_failed', { event: name, error });
      }
    }
  };
  return emit;
}
