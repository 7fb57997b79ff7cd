/** Why a job waits, in words and for programs. */
import type { JobProgress } from '@assay/contract';
import type { JobWait } from '@assay/jobs';

type ApiWait = NonNullable<JobProgress['waiting_for']>;

export const waitToApi = (wait: JobWait): ApiWait => ({
  reason: wait.reason,
  detail: detailOf(wait),
  job_id: wait.reason === 'target' ? wait.jobId : null,
  ahead: wait.reason === 'turn' ? wait.ahead : null,
});

function detailOf(wait: JobWait): string {
  switch (wait.reason) {
    case 'target':
      return `Job ${wait.jobId} of the same target has not ended.`;
    case 'limit':
      return `${runs(wait.jobs)} at work ${placeOf(wait.key)}, as many as may be at once.`;
    case 'total':
      return `${runs(wait.jobs)} at work in all, as many as the server allows at once.`;
    case 'delay':
      return `It may be taken from ${wait.until.toISOString()} on.`;
    case 'turn':
      return wait.ahead === 0
        ? 'It is taken as soon as a worker has a free slot.'
        : `${wait.ahead === 1 ? 'One job of its project goes' : `${wait.ahead} jobs of its project go`} before it.`;
  }
}

const runs = (count: number): string => (count === 1 ? 'One run is' : `${count} runs are`);

/** The kinds of keys that run-request.ts makes. */
function placeOf(key: string): string {
  if (key.startsWith('connection:')) return 'on its connection';
  return key.startsWith('project:') ? 'in its project' : 'on its table group';
}
