/**
 * Firing: one transaction locks a schedule that is due, submits its jobs and moves it on to its next moment. All of
 * that happens or nothing, and nobody else sees the schedule due meanwhile: a firing is never lost and never doubled,
 * however many servers there are and whichever of them dies.
 */
import type { FiringOutcome, Overlap } from '@assay/contract';
import { type Submission, submitJob, type WhenBusy } from '@assay/jobs';
import type { Store, StoreTransaction } from '../../store/store.ts';
import type { ScheduleRow } from '../../store/tables/schedule-table.ts';
import { jobSpecOf, type RunRequest } from '../jobs/run-request.ts';
import { planFirings } from './plan-firings.ts';
import { SCHEDULED_RUNS, targetIdOf } from './scheduled-runs.ts';
import { lockDueSchedule, recordFiring } from './schedules.store.ts';

/** What became of one schedule that was due. */
export interface Firing {
  readonly scheduleId: string;
  readonly dueAt: Date;
  readonly outcome: FiringOutcome;
  readonly detail: string | null;
  /** The last of the jobs that were made. */
  readonly jobId: string | null;
}

/** The schedule is as it was, and still due. */
export class FiringFailedError extends Error {
  override readonly name = 'FiringFailedError';
  readonly scheduleId: string;
  constructor(scheduleId: string, cause: unknown) {
    super(`Schedule ${scheduleId} could not be fired; it stays due and is tried again.`, { cause });
    this.scheduleId = scheduleId;
  }
}

export interface FiringListener {
  onFired(firing: Firing): void;
  onFailed(error: FiringFailedError): void;
}

/** Fires whatever is due, one schedule after the other; one that fails holds up no other. */
export async function fireDue(store: Store, now: Date, listener: FiringListener): Promise<void> {
  const failed: string[] = [];
  for (;;) {
    try {
      const firing = await fireNext(store, now, failed);
      if (firing === null) return;
      listener.onFired(firing);
    } catch (error) {
      if (!(error instanceof FiringFailedError)) throw error;
      failed.push(error.scheduleId);
      listener.onFailed(error);
    }
  }
}

/** Null when nothing is due but what is named by `except` or being fired by others. Throws FiringFailedError. */
async function fireNext(store: Store, now: Date, except: readonly string[]): Promise<Firing | null> {
  let found: ScheduleRow | undefined;
  try {
    return await store.transaction(async (tx) => {
      found = await lockDueSchedule(tx, now, except);
      return found === undefined ? null : await fire(tx, found, now);
    });
  } catch (error) {
    throw found === undefined ? error : new FiringFailedError(found.id, error);
  }
}

async function fire(tx: StoreTransaction, schedule: ScheduleRow, now: Date): Promise<Firing> {
  const dueAt = schedule.next_fire_at ?? now;
  const timing = { cron: schedule.cron, timeZone: schedule.time_zone };
  const plan = planFirings({ ...timing, catchUp: schedule.catch_up, dueAt }, now);
  const results = await submitAll(tx, schedule, plan.fire);
  const firing = { scheduleId: schedule.id, ...summaryOf(results, { dueAt, missedCount: plan.missedCount }) };
  await recordFiring(tx.db, schedule.id, {
    last_due_at: firing.dueAt,
    last_fired_at: now,
    last_outcome: firing.outcome,
    last_detail: firing.detail,
    last_job_id: firing.jobId,
    next_fire_at: plan.next,
  });
  return firing;
}

type FiringResult = Omit<Firing, 'scheduleId'>;

/** Of several moments that are made up for, the last that made a job stands for all. */
function summaryOf(
  results: readonly FiringResult[],
  { dueAt, missedCount }: { readonly dueAt: Date; readonly missedCount: number },
): FiringResult {
  const made = results.filter(({ jobId }) => jobId !== null);
  const telling = made.at(-1) ?? results.at(-1) ?? { dueAt, outcome: 'missed', detail: null, jobId: null };
  const jobless = made.length === 0 ? 0 : results.length - made.length;
  const words = [telling.detail, joblessWords(jobless), missedWords(missedCount)];
  return { ...telling, detail: words.filter((part) => part !== null).join(' ') || null };
}

async function submitAll(
  tx: StoreTransaction,
  schedule: ScheduleRow,
  moments: readonly Date[],
): Promise<FiringResult[]> {
  const last = moments.at(-1);
  if (last === undefined) return [];
  const targetId = targetIdOf(schedule);
  const kind = SCHEDULED_RUNS[schedule.job_key];
  const idle = (await kind.idleBecause?.(tx.db, targetId)) ?? null;
  if (idle !== null) return [{ dueAt: last, outcome: 'no_tests', detail: idle, jobId: null }];
  const run = await kind.request(tx.db, targetId);
  const results: FiringResult[] = [];
  for (const dueAt of moments) results.push(await submit(tx, schedule, run, dueAt));
  return results;
}

const WHEN_BUSY: Readonly<Record<Overlap, WhenBusy>> = { queue: 'queue', skip: 'join', replace: 'replace' };

async function submit(
  tx: StoreTransaction,
  schedule: ScheduleRow,
  run: RunRequest,
  dueAt: Date,
): Promise<FiringResult> {
  const firing = { schedule_id: schedule.id, due_at: dueAt.toISOString() };
  const spec = jobSpecOf(run, { projectId: schedule.project_id, source: 'scheduler', firing });
  const submission = await submitJob(tx, { ...spec, whenBusy: WHEN_BUSY[schedule.overlap] });
  return { dueAt, ...resultOf(submission) };
}

function resultOf({ outcome, job }: Submission): Pick<FiringResult, 'outcome' | 'detail' | 'jobId'> {
  if (outcome === 'created') return { outcome: 'submitted', detail: null, jobId: job.id };
  // Schedules neither reject nor carry idempotency keys: the only other way is that they joined.
  return {
    outcome: 'target_busy',
    detail: `Job ${job.id} was doing this already and had not ended.`,
    jobId: null,
  };
}

const firings = (count: number): string => (count === 1 ? '1 firing' : `${count} firings`);

const joblessWords = (count: number): string | null =>
  count === 0 ? null : `${firings(count)} more found it at work and made no job.`;

const missedWords = (count: number): string | null =>
  count === 0
    ? null
    : `${firings(count)} passed without a job of their own, because no server fired them at the time.`;
