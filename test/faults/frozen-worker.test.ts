/** SIGSTOP for longer than the lease, then SIGCONT: the old holder is alive, and writes nothing. */
import { describePostgres } from '@assay/test-support';
import { expect, it } from 'vitest';
import { partsOf } from './support/fault-job.ts';
import { faultQueueForFile } from './support/fault-queue.ts';

describePostgres('a worker that freezes and wakes up', () => {
  const queue = faultQueueForFile();

  it('is refused by the fence, whether it was waiting or writing', async () => {
    const frozen = await queue.startWorker({ slots: 2 });
    const idle = await queue.submit({ hangs: 'after_first_step', writesLate: true });
    const writing = await queue.submit({ hangs: 'inside_write', writesLate: true });
    await Promise.all([frozen.untilSaid(`hangs ${idle.id}`), frozen.untilSaid(`inside ${writing.id}`)]);
    frozen.freeze();
    const survivor = await queue.startWorker();
    await queue.untilStatus(idle.id, 'completed');
    await queue.untilStatus(writing.id, 'completed');
    frozen.thaw();
    await frozen.untilSaid(`stopped ${idle.id} lease_lost`);
    await frozen.untilSaid(`refused ${idle.id} LostLeaseError`);
    expect(frozen.said.filter((line) => line.startsWith('wrote'))).toEqual([]);
    // What it had not committed when it froze is gone.
    expect(await partsOf(queue.store, idle.id)).toEqual(['1 step 0', '2 step 0', '2 end']);
    expect(await partsOf(queue.store, writing.id)).toEqual(['2 step 0', '2 end']);

    await survivor.kill();
    const { id } = await queue.submit();
    await frozen.untilSaid(`began ${id} 1`);
    await queue.untilStatus(id, 'completed');
    const { counts } = await queue.expectInvariants();
    expect(counts).toMatchObject({ jobs: { completed: 3 }, takeovers: 2 });
  });
});
