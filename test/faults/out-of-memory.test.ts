/** A worker process that dies because a job takes all its memory: the job does not kill workers for ever. */
import { describePostgres } from '@assay/test-support';
import { expect, it } from 'vitest';
import { faultQueueForFile, PATIENCE } from './support/fault-queue.ts';
import type { WorkerProcess } from './support/worker-process.ts';

const LITTLE_MEMORY = ['--max-old-space-size=40'];

describePostgres('a job that takes all memory of its process', () => {
  const queue = faultQueueForFile();

  it('ends in error after its last attempt, and the next job runs', async () => {
    const { id } = await queue.submit({ ending: 'takes_all_memory' }, { maxAttempts: 2 });
    const innocent = await queue.submit();
    for (let attempt = 1; attempt <= 2; attempt++) {
      const doomed: WorkerProcess = await queue.startWorker({ slots: 1, flags: LITTLE_MEMORY });
      await doomed.untilSaid(`began ${id} ${attempt}`);
      await expect.poll(() => doomed.ended(), PATIENCE).toBe('SIGABRT');
    }
    await queue.startWorker({ slots: 1 });
    const job = await queue.untilStatus(id, 'error');
    expect(job.errorMessage).toContain('was lost, on the last of 2 attempts');
    await queue.untilStatus(innocent.id, 'completed');
    await queue.expectInvariants();
  });
});
