/** Which events of what happened a notification wants. */
import type { NotificationEventType, NotificationOccasion } from '@assay/contract';
import type { GateEventData, RunEventData } from './event-data.ts';

/** The part of a notification that decides. */
export interface Subscription {
  readonly events: readonly NotificationEventType[];
  readonly occasion: NotificationOccasion;
  readonly table_group_id: string | null;
  readonly test_suite_id: string | null;
  readonly score_threshold: number | null;
  readonly score_drop: number | null;
}

/**
 * The end of a job is told once to each subscription: as `job.failed` when it failed and that is subscribed to, else as
 * `run.finished`. A fallen score is news of its own.
 */
export function eventsOfRun(subscription: Subscription, run: RunEventData): NotificationEventType[] {
  if (!isInScope(subscription, run)) return [];
  const wants = (type: NotificationEventType) => subscription.events.includes(type);
  const end = run.job.status === 'error' && wants('job.failed') ? 'job.failed' : 'run.finished';
  const isNews = end === 'job.failed' || OCCASIONS[subscription.occasion](run);
  const events: NotificationEventType[] = wants(end) && isNews ? [end] : [];
  if (wants('score.dropped') && hasDropped(subscription, run)) events.push('score.dropped');
  return events;
}

export function eventsOfGate(subscription: Subscription, gate: GateEventData): NotificationEventType[] {
  return subscription.events.includes('gate.failed') && isInScope(subscription, gate) ? ['gate.failed'] : [];
}

const isInScope = (
  { table_group_id: groupId, test_suite_id: suiteId }: Subscription,
  { table_group: group, test_suite: suite }: RunEventData | GateEventData,
): boolean => (groupId === null || groupId === group?.id) && (suiteId === null || suiteId === suite?.id);

/** Whoever waits for a run must also hear when it ended without results. */
const endedEarly = ({ job }: RunEventData): boolean => job.status !== 'completed';

const OCCASIONS: Readonly<Record<NotificationOccasion, (run: RunEventData) => boolean>> = {
  always: () => true,
  failures: (run) => endedEarly(run) || (run.tests !== null && run.tests.failed + run.tests.error > 0),
  changes: (run) => endedEarly(run) || (run.changes !== null && run.changes.new > 0),
};

/** Scores are sums of floating-point numbers: a drop of exactly the setting must count. */
const ROUNDING = 1e-9;

function hasDropped({ score_threshold, score_drop }: Subscription, { job, score }: RunEventData): boolean {
  const { now, before } = score;
  if (job.status !== 'completed' || now === null || before === null || now >= before) return false;
  const isBelow = score_threshold === null || now < score_threshold;
  return isBelow && (score_drop === null || before - now >= score_drop - ROUNDING);
}
