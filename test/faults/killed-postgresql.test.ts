/** kill -9 of the store's whole server, at work. What was answered is there when it is back, and everything goes on by itself. */
import { findPostgresBinaries, type PostgresServer, startPostgresServer } from '@assay/test-support';
import { describe, expect, it } from 'vitest';
import { faultQueueForFile } from './support/fault-queue.ts';

const binaries = findPostgresBinaries();

describe.runIf(binaries !== null)('the server of the store, killed while jobs run', () => {
  let server: PostgresServer;
  const queue = faultQueueForFile(async () => {
    server = await startPostgresServer(binaries ?? '', { durable: true });
    return { url: server.url, drop: () => server.stop() };
  });

  it('loses nothing that was answered; workers and waiters find it again', async () => {
    const worker = await queue.startWorker({ slots: 4 });
    const atWork = await queue.submit({ steps: 12, stepMs: 100 });
    const hanging = await queue.submit({ hangs: 'after_first_step' });
    await Promise.all([worker.untilSaid(`began ${atWork.id}`), worker.untilSaid(`hangs ${hanging.id}`)]);
    const submitting = (async () => {
      for (;;) await queue.submit();
    })().catch(() => {});
    await worker.untilSaid(`began ${(await queue.submit()).id}`);
    await server.crash();
    await submitting;
    await server.restart();

    // That the store was away is no failure of the job: it goes on as its next attempt.
    await queue.untilStatus(atWork.id, 'completed');
    expect((await queue.job(atWork.id)).attempt).toBeGreaterThan(1);
    await queue.untilStatus((await queue.submit()).id, 'completed');
    // The other may have kept its lease across the crash, if that was short.
    await worker.kill();
    await queue.startWorker({ slots: 4 });
    const { counts } = await queue.expectInvariants();
    expect(Object.keys(counts.jobs)).toEqual(['completed']);
    expect(queue.submitted.length).toBeGreaterThan(4);
  });
});
