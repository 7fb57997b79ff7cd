/** The stream of one reader: what it has not been told yet, made from the newest facts whenever it can take more. */
import type { JobEvent } from '@assay/contract';
import { isTerminal, JOB_LOG_LIMIT, type JobRecord } from '@assay/jobs';
import { jobToApi, logLineToApi, reportToApi } from './job-to-api.ts';
import type { JobWatch, JobWatches } from './job-watches.ts';
import {
  END_STAGE,
  type ReachedStage,
  reachedStages,
  type StreamPosition,
  writePosition,
} from './stream-position.ts';

/**
 * Ends after `end`, when the job is gone, and when the signal aborts. Throws when the store does not answer: the stream
 * breaks, and the reader goes on elsewhere.
 */
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
    if (known !== undefined) {
      for await (const news of newsOf(known, position, watch)) {
        position = news.position;
        yield { ...news.event, id: writePosition(position) } as JobEvent;
      }
      if (isTerminal(known.status)) return;
    }
    await watch.changed(known, signal);
  }
}

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'id'> : never;

interface News {
  readonly event: WithoutId<JobEvent>;
  /** Of a reader who has had the event. */
  readonly position: StreamPosition;
}

/** In the order of a story: how far the job is, what was done, and the end last. */
async function* newsOf(
  job: JobRecord,
  from: StreamPosition,
  { linesBehind }: Pick<JobWatch, 'linesBehind'>,
): AsyncGenerator<News> {
  let position = from;
  const tell = (event: News['event'], moved: Partial<StreamPosition>): News => {
    position = { ...position, ...moved };
    return { event, position };
  };
  const status = ({ stage, status, at }: ReachedStage): News =>
    tell({ event: 'status', data: { job_id: job.id, status, at: at?.toISOString() ?? null } }, { stage });
  const stages = reachedStages(job).filter(({ stage }) => stage > from.stage);
  for (const stage of stages) if (!isTerminal(stage.status)) yield status(stage);
  const lastLine = Math.min(job.logLines, JOB_LOG_LIMIT);
  while (position.line < lastLine) {
    const lines = await linesBehind(position.line);
    for (const line of lines) yield tell({ event: 'log', data: logLineToApi(line) }, { line: line.line });
    // Only a job that is being deleted has fewer lines than it says.
    if (lines.length === 0) break;
  }
  const progressedAt = newestProgressAt(job);
  // An attempt may fail before it reported anything, and that it failed is worth telling.
  const hasNews = job.progress !== null || job.lastFailure !== null;
  if (hasNews && progressedAt > from.progressedAt) {
    yield tell({ event: 'progress', data: reportToApi(job) }, { progressedAt });
  }
  for (const stage of stages) if (isTerminal(stage.status)) yield status(stage);
  if (isTerminal(job.status)) yield tell({ event: 'end', data: jobToApi(job) }, { stage: END_STAGE });
}

/** An end is the last progress: later than any other, also than one of the same millisecond. */
function newestProgressAt({ progressedAt, completedAt }: JobRecord): number {
  const reportedAt = progressedAt?.getTime() ?? 0;
  return completedAt === null ? reportedAt : Math.max(reportedAt, completedAt.getTime()) + 1;
}
