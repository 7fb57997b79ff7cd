/** A network between worker and store that cuts, half-closes, delays or swallows what is sent. */
import { setTimeout as pause } from 'node:timers/promises';
import { describePostgres, startTcpProxy, type TcpProxy } from '@assay/test-support';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { partsOf } from './support/fault-job.ts';
import { faultQueueForFile } from './support/fault-queue.ts';

describePostgres('a worker whose network to the store', () => {
  const queue = faultQueueForFile();
  let proxy: TcpProxy;
  beforeAll(async () => {
    proxy = await startTcpProxy(queue.url);
  });
  afterEach(() => queue.expectInvariants());
  afterAll(() => proxy?.close());
  const startBehindProxy = () => queue.startWorker({ at: proxy.url });

  it('cuts, half-closes and delays everything goes on with its jobs', async () => {
    const worker = await startBehindProxy();
    const jobs = await Promise.all(
      [1, 2].map(() => queue.submit({ steps: 40, stepMs: 25 }, { maxAttempts: 10 })),
    );
    for (const { id } of jobs) await worker.untilSaid(`began ${id} 1`);
    for (const fault of [proxy.cut, proxy.halfClose, proxy.cut]) {
      fault();
      await pause(300);
    }
    proxy.delay(4);
    for (const { id } of jobs) await queue.untilStatus(id, 'completed');
    proxy.delay(0);
  });

  it('swallows everything loses its jobs, writes nothing, and works again when the network does', async () => {
    const worker = await startBehindProxy();
    const idle = await queue.submit({ hangs: 'after_first_step', writesLate: true });
    await worker.untilSaid(`hangs ${idle.id}`);
    proxy.silence();
    const survivor = await queue.startWorker();
    await queue.untilStatus(idle.id, 'completed');
    await worker.untilSaid(`stopped ${idle.id} lease_lost`);
    await survivor.kill();
    proxy.resume();
    await worker.untilSaid(`refused ${idle.id} LostLeaseError`);
    expect((await partsOf(queue.store, idle.id)).at(-1)).toBe('2 end');
    const next = await queue.submit();
    await worker.untilSaid(`began ${next.id}`);
    await queue.untilStatus(next.id, 'completed');
  });
});
