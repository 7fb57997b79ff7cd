/** The stream of one reader: what it has not been told yet, made from the newest facts whenever it can take more. */
import type { JobEvent } from '@assay/contract';
import { isTerminal, type JobRecord } from '@assay/jobs';
import { jobToApi, progressToApi } from './job-to-api.ts';
import type { JobWatches } from './job-watches.ts';
import { END_STAGE, reachedStages, type StreamPosition, writePosition } from './stream-position.ts';

/** Ends after `end`, when the job is gone, and when the signal aborts. */
export async function* followJob(
  watches: JobWatches,
  jobId: string,
  from: StreamPosition,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  using watch = watches.open(jobId);
  let position = from;
  for (let known = watch.job(); !signal.aborted; known = watch.job()) {
    if (known === null) return;
    for (const news of known === undefined ? [] : newsOf(known, position)) {
      position = news.position;
      yield { ...news.event, id: writePosition(position) } as JobEvent;
    }
    if (known && isTerminal(known.status)) return;
    await watch.changed(known, signal);
  }
}

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'id'> : never;

interface News {
  readonly event: WithoutId<JobEvent>;
  /** Of a reader who has had the event. */
  readonly position: StreamPosition;
}

function* newsOf(job: JobRecord, from: StreamPosition): Generator<News> {
  let position = from;
  const ended = isTerminal(job.status);
  const stages = reachedStages(job).filter(({ stage }) => stage > from.stage);
  const tell = (event: News['event'], moved: Partial<StreamPosition>): News => {
    position = { ...position, ...moved };
    return { event, position };
  };
  const status = ({ stage, status, at }: (typeof stages)[number]): News =>
    tell({ event: 'status', data: { job_id: job.id, status, at: at?.toISOString() ?? null } }, { stage });
  yield* stages.filter((stage) => !isTerminal(stage.status)).map(status);
  const progressedAt = newestProgressAt(job);
  if (job.progress !== null && progressedAt > from.progressedAt) {
    yield tell({ event: 'progress', data: progressToApi(job) }, { progressedAt });
  }
  yield* stages.filter((stage) => isTerminal(stage.status)).map(status);
  if (ended) yield tell({ event: 'end', data: jobToApi(job) }, { stage: END_STAGE });
}

/** An end is the last progress: later than any other, also than one of the same millisecond. */
function newestProgressAt({ progressedAt, completedAt }: JobRecord): number {
  const reportedAt = progressedAt?.getTime() ?? 0;
  return completedAt === null ? reportedAt : Math.max(reportedAt, completedAt.getTime()) + 1;
}
