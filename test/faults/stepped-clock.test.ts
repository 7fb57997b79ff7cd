/** A worker whose clock jumps by an hour keeps its leases and takes nobody's: the store's clock decides. */
import { fileURLToPath } from 'node:url';
import { describePostgres } from '@assay/test-support';
import { expect, it } from 'vitest';
import { faultQueueForFile } from './support/fault-queue.ts';

const STEPPING = ['--import', fileURLToPath(new URL('./support/step-clock.mjs', import.meta.url))];

describePostgres('a worker whose clock jumps', () => {
  const queue = faultQueueForFile();

  it('neither loses jobs nor takes those of others, and retries when it should', async () => {
    const [jumping, steady] = await Promise.all([
      queue.startWorker({ slots: 2, flags: STEPPING }),
      queue.startWorker({ slots: 2 }),
    ]);
    // Longer than a lease, on both workers.
    const long = await Promise.all([1, 2, 3, 4].map(() => queue.submit({ steps: 25, stepMs: 100 })));
    for (const { id } of long) await queue.untilStatus(id, 'completed');
    const retried = await Promise.all([1, 2, 3, 4].map(() => queue.submit({ ending: 'fails_once' })));
    for (const { id } of retried) await queue.untilStatus(id, 'completed');
    for (const worker of [jumping, steady])
      expect(worker.said.filter((line) => line.startsWith('began')).length).toBeGreaterThanOrEqual(2);
    const { counts } = await queue.expectInvariants();
    expect(counts).toMatchObject({ jobs: { completed: 8 }, claims: 12, takeovers: 0 });
    const misplaced = await queue.store.query(
      `SELECT id FROM job WHERE run_after IS NOT NULL OR completed_at > now() OR created_at < now() - interval '10 minutes'`,
    );
    expect(misplaced).toEqual([]);
  });
});
