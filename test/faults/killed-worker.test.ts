/** kill -9 of a worker: its job goes on elsewhere, within lease and poll. */
import { describePostgres } from '@assay/test-support';
import { expect, it } from 'vitest';
import { partsOf } from './support/fault-job.ts';
import { faultQueueForFile } from './support/fault-queue.ts';

describePostgres('a worker that is killed', () => {
  const queue = faultQueueForFile();

  it('has its job finished by another one, which is told that it goes on', async () => {
    const doomed = await queue.startWorker();
    const { id } = await queue.submit({ steps: 2, hangs: 'after_first_step' });
    await doomed.untilSaid(`hangs ${id}`);
    const survivor = await queue.startWorker();
    await doomed.kill();
    await survivor.untilSaid(`began ${id} 2`);
    await queue.untilStatus(id, 'completed');
    expect(await partsOf(queue.store, id)).toEqual(['1 step 0', '2 step 0', '2 step 1', '2 end']);
    const verdict = await queue.expectInvariants();
    expect(verdict.counts).toMatchObject({ jobs: { completed: 1 }, claims: 2, takeovers: 1 });
  });

  it('on the last attempt leaves an error that says so', async () => {
    const doomed = await queue.startWorker();
    const { id } = await queue.submit({ hangs: 'after_first_step' }, { maxAttempts: 1 });
    await doomed.untilSaid(`hangs ${id}`);
    await doomed.kill();
    await queue.startWorker();
    const job = await queue.untilStatus(id, 'error');
    expect(job.errorMessage).toContain('worker that ran this job was lost');
    await queue.expectInvariants();
  });
});
