/** What a job goes through under a real worker, on both stores. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JobAbortedError, LostLeaseError } from './errors.ts';
import type { JobContext } from './job-handler.ts';
import { requestCancel } from './queue.ts';
import { startJobWorker } from './start-job-worker.ts';
import { describeJobDatabases } from './testing/job-databases.ts';
import { deleteAllJobs, submitted } from './testing/job-fixtures.ts';
import { PATIENCE, reread, untilStopped, workerWith } from './testing/worker-harness.ts';

describeJobDatabases('a worker', (database) => {
  beforeAll(async () => {
    await database.query('CREATE TABLE sheep (name text)');
  });
  beforeEach(async () => {
    await deleteAllJobs(database);
    await database.query('DELETE FROM sheep');
  });
  const sheep = async (): Promise<string[]> =>
    (await database.query<{ name: string }>('SELECT name FROM sheep ORDER BY name')).map((row) => row.name);
  const addSheep = (name: string) => (tx: { query(sql: string, values: unknown[]): Promise<unknown> }) =>
    tx.query('INSERT INTO sheep VALUES ($1)', [name]).then(() => {});
  const statusOf = async (job: { id: string }) => (await reread(database, job)).status;

  it('runs a job to its end, with its arguments', async () => {
    const seen: unknown[] = [];
    await workerWith(database, async (job, context) => {
      seen.push([job.arguments, job.status, context.attempt]);
    });
    const job = await submitted(database, { arguments: { pasture: 'north' } });
    await expect.poll(() => statusOf(job), PATIENCE).toBe('completed');
    expect(seen).toEqual([[{ pasture: 'north' }, 'running', 1]]);
    expect(await reread(database, job)).toMatchObject({
      ...{ claimedAt: expect.any(Date), startedAt: expect.any(Date), completedAt: expect.any(Date) },
      ...{ errorMessage: null, leaseUntil: null },
    });
  });

  it('starts a job when it is submitted, without waiting for the poll', async () => {
    await workerWith(database, async () => {}, { settings: { pollMs: 60_000 } });
    await sleep(100);
    const job = await submitted(database);
    await expect.poll(() => statusOf(job), { timeout: 20_000, interval: 20 }).toBe('completed');
  });

  it('finds work by its poll when the notification was lost', async () => {
    await workerWith({ ...database, listen: async () => async () => {} }, async () => {});
    await sleep(50);
    const job = await submitted(database);
    await expect.poll(() => statusOf(job), PATIENCE).toBe('completed');
  });

  it('shows the last results and `completed` together, or neither', async () => {
    await workerWith(database, async (job, { complete }) => {
      await complete(async (tx) => {
        await addSheep('dolly')(tx);
        if (job.arguments.broken) throw Object.assign(new Error(), { userMessage: 'The fence is broken.' });
      });
    });
    const broken = await submitted(database, { arguments: { broken: true } });
    await expect.poll(() => statusOf(broken), PATIENCE).toBe('error');
    expect([await sheep(), (await reread(database, broken)).errorMessage]).toEqual([
      [],
      'The fence is broken.',
    ]);
    const whole = await submitted(database);
    await expect.poll(() => statusOf(whole), PATIENCE).toBe('completed');
    expect(await sheep()).toEqual(['dolly']);
  });

  it('keeps what was written before a failure', async () => {
    await workerWith(database, async (_, { write }) => {
      await write(addSheep('first'));
      throw new Error('secret detail');
    });
    const job = await submitted(database);
    await expect.poll(() => statusOf(job), PATIENCE).toBe('error');
    expect(await sheep()).toEqual(['first']);
    expect((await reread(database, job)).errorMessage).not.toContain('secret');
  });

  it('records a message that PostgreSQL could not hold', async () => {
    await workerWith(database, async () => {
      throw Object.assign(new Error(), { userMessage: `\u0000${'x'.repeat(5_000)}\ud800` });
    });
    const job = await submitted(database);
    await expect.poll(() => statusOf(job), PATIENCE).toBe('error');
    expect((await reread(database, job)).errorMessage).toBe('x'.repeat(2_000));
  });

  it('stays completed when the handler throws after `complete`', async () => {
    await workerWith(database, async (_, { complete }) => {
      await complete();
      throw new Error('too late');
    });
    const job = await submitted(database);
    await expect.poll(() => statusOf(job), PATIENCE).toBe('completed');
    await sleep(100);
    expect(await statusOf(job)).toBe('completed');
  });

  it('reports progress, and keeps the last report', async () => {
    await workerWith(database, async (_, { progress, write }) => {
      progress({ percent: 10 });
      await write(async () => progress({ percent: 20 }));
      await sleep(100);
      progress({ percent: 100 });
    });
    const job = await submitted(database);
    await expect.poll(() => statusOf(job), PATIENCE).toBe('completed');
    expect((await reread(database, job)).progress).toEqual({ percent: 100 });
  });

  describe('after a transient failure', () => {
    const transient = () =>
      Object.assign(new Error('ECONNRESET'), { transient: true, userMessage: 'No connection.' });

    it('tries again, and is seen as running in between', async () => {
      const seen = new Set<string>();
      await workerWith(database, async (job, { attempt }) => {
        if (attempt < 3) throw transient();
        seen.add(`${attempt}: ${job.lastFailure}`);
      });
      const job = await submitted(database);
      const statuses = new Set<string>();
      await expect
        .poll(
          async () => {
            const status = await statusOf(job);
            statuses.add(status);
            return status;
          },
          { ...PATIENCE, interval: 5 },
        )
        .toBe('completed');
      expect([...seen]).toEqual(['3: No connection.']);
      // A walk that never goes back.
      const order = ['pending', 'claimed', 'running', 'completed'];
      expect([...statuses]).toEqual(order.filter((status) => statuses.has(status)));
    });

    it('ends in error after the last attempt', async () => {
      let attempts = 0;
      await workerWith(database, async () => {
        attempts += 1;
        throw transient();
      });
      const job = await submitted(database, { maxAttempts: 2 });
      await expect.poll(() => statusOf(job), PATIENCE).toBe('error');
      expect([attempts, (await reread(database, job)).errorMessage]).toEqual([2, 'No connection.']);
    });
  });

  describe('on a cancel request', () => {
    it('never begins a job that waits', async () => {
      const begun: string[] = [];
      await workerWith(
        database,
        async (job, { signal }) => {
          begun.push(job.id);
          await untilStopped(signal);
        },
        { slots: 1 },
      );
      const first = await submitted(database);
      await expect.poll(() => begun, PATIENCE).toEqual([first.id]);
      const second = await submitted(database);
      expect(await requestCancel(database, second.id, 'alice')).toMatchObject({
        outcome: 'requested',
        job: { status: 'cancel_requested' },
      });
      await expect.poll(() => statusOf(second), PATIENCE).toBe('canceled');
      expect(begun).toEqual([first.id]);
      expect(await reread(database, second)).toMatchObject({
        claimedAt: null,
        errorMessage: null,
        canceledBy: 'alice',
      });
    });

    it('tells a running handler at once, which may still keep what it has', async () => {
      let reason: unknown;
      let running = false;
      // Neither heartbeat nor poll would be as quick as this test is.
      const slow = { heartbeatMs: 20_000, leaseMs: 60_000, pollMs: 60_000 };
      await workerWith(
        database,
        async (_, { signal, write }) => {
          running = true;
          await untilStopped(signal).catch((error: unknown) => {
            reason = error;
          });
          await write(addSheep('half-way'));
        },
        { settings: slow },
      );
      const job = await submitted(database);
      await expect.poll(() => running, PATIENCE).toBe(true);
      await requestCancel(database, job.id, 'alice');
      await expect.poll(() => statusOf(job), { timeout: 5_000 }).toBe('canceled');
      expect(reason).toMatchObject({ name: 'JobAbortedError', kind: 'canceled' });
      expect(await sheep()).toEqual(['half-way']);
    });

    it('does not wait for a handler that ignores it, whose writes are refused from then on', async () => {
      const late = Promise.withResolvers<unknown>();
      const { told } = await workerWith(database, async (_, { write }) => {
        await sleep(1_000);
        await write(addSheep('zombie')).then(late.resolve, late.resolve);
      });
      const job = await submitted(database);
      await expect.poll(() => statusOf(job), PATIENCE).toBe('running');
      await requestCancel(database, job.id, 'alice');
      await expect.poll(() => statusOf(job), PATIENCE).toBe('canceled');
      expect(told).toContain('handler_left_behind');
      expect(await late.promise).toBeInstanceOf(LostLeaseError);
      expect(await sheep()).toEqual([]);
    });

    it('refuses to complete a job that was asked to stop first', async () => {
      const refused = Promise.withResolvers<unknown>();
      await workerWith(database, async (job, { complete }) => {
        await requestCancel(database, job.id, 'alice');
        await complete(addSheep('too late')).catch((error: unknown) => {
          refused.resolve(error);
          throw error;
        });
      });
      const job = await submitted(database);
      await expect.poll(() => statusOf(job), PATIENCE).toBe('canceled');
      const error = await refused.promise;
      expect(error).toBeInstanceOf(JobAbortedError);
      expect(await sheep()).toEqual([]);
    });
  });

  it('stops a job at its time-out, also one that ignores the signal', async () => {
    await workerWith(database, async (job, { signal }) =>
      job.arguments.deaf ? new Promise(() => {}) : untilStopped(signal),
    );
    const jobs = [
      await submitted(database, { timeoutMs: 100 }),
      await submitted(database, { timeoutMs: 100, arguments: { deaf: true } }),
    ];
    for (const job of jobs) {
      await expect.poll(() => statusOf(job), PATIENCE).toBe('error');
      expect((await reread(database, job)).errorMessage).toContain('time-out of 0.1 seconds');
    }
  });

  it('stops a job that names no time-out at that of its settings, in the words that it was given', async () => {
    await workerWith(
      database,
      async (_, { signal, progress }) => {
        progress('at the fence');
        await untilStopped(signal);
      },
      {
        settings: { attemptMs: 100 },
        describeTimeLimit: ({ kind }, progress) => `${kind} ${progress}`,
      },
    );
    const job = await submitted(database);
    await expect.poll(() => statusOf(job), PATIENCE).toBe('error');
    expect(await reread(database, job)).toMatchObject({ attempt: 1, errorMessage: 'timed_out at the fence' });
  });

  it('stops a job at its deadline, also one that ignores the signal', async () => {
    const reasons: unknown[] = [];
    await workerWith(database, async (job, { signal }) => {
      if (job.arguments.deaf) return new Promise(() => {});
      return untilStopped(signal).catch((error: unknown) => {
        reasons.push(error);
        throw error;
      });
    });
    const deadline = new Date(Date.now() + 1_500);
    const jobs = [
      await submitted(database, { deadline }),
      await submitted(database, { deadline, arguments: { deaf: true } }),
    ];
    for (const job of jobs) {
      await expect.poll(() => statusOf(job), PATIENCE).toBe('error');
      const ended = await reread(database, job);
      expect(ended.errorMessage).toMatch(/^The deadline of the job passed, .* UTC, before it had completed/);
      expect(ended.completedAt!.getTime()).toBeGreaterThanOrEqual(deadline.getTime());
    }
    expect(reasons).toEqual([expect.objectContaining({ kind: 'deadline_passed' })]);
  });

  it('does not start what it claims after the deadline', async () => {
    const started: unknown[] = [];
    const job = await submitted(database, { deadline: new Date(Date.now() - 1_000) });
    // A worker that claims before it reaps, as a busy one may.
    const port = {
      ...database,
      query: <R>(sql: string, values?: readonly unknown[]) =>
        sql.includes('overdue AS') ? Promise.resolve<R[]>([]) : database.query<R>(sql, values),
    };
    await workerWith(port, async () => void started.push(true));
    await expect.poll(() => statusOf(job), PATIENCE).toBe('error');
    expect(await reread(database, job)).toMatchObject({ attempt: 1, startedAt: null });
    expect(started).toEqual([]);
  });

  it('runs as many jobs at a time as it has slots', async () => {
    let now = 0;
    let most = 0;
    const { worker } = await workerWith(
      database,
      async () => {
        most = Math.max(most, ++now);
        await sleep(20);
        now -= 1;
      },
      { slots: 3 },
    );
    const jobs = [];
    for (let n = 0; n < 12; n++) jobs.push(await submitted(database));
    for (const job of jobs) await expect.poll(() => statusOf(job), PATIENCE).toBe('completed');
    expect(most).toBe(3);
    expect(worker.activeJobs()).toEqual([]);
  });

  describe('when it is told to stop', () => {
    it('hands its jobs back, and another worker goes on with the same attempt', async () => {
      const contexts: JobContext[] = [];
      const first = await workerWith(database, async (_, context) => {
        contexts.push(context);
        await untilStopped(context.signal);
      });
      const job = await submitted(database);
      await expect.poll(() => contexts.length, PATIENCE).toBe(1);
      await first.worker.stop();
      expect(contexts[0]?.signal.reason).toMatchObject({ kind: 'shutdown' });
      expect(await reread(database, job)).toMatchObject({ status: 'running', leaseUntil: null });
      await workerWith(database, async (_, context) => {
        contexts.push(context);
      });
      await expect.poll(() => statusOf(job), PATIENCE).toBe('completed');
      expect(contexts[1]?.attempt).toBe(1);
    });

    it('lets jobs finish for as long as it is given, and takes no new ones', async () => {
      const { worker } = await workerWith(database, async () => sleep(300), { slots: 1 });
      const job = await submitted(database);
      await expect.poll(() => statusOf(job), PATIENCE).toBe('running');
      const waiting = await submitted(database);
      await worker.stop({ finishWithinMs: 5_000 });
      expect([await statusOf(job), await statusOf(waiting)]).toEqual(['completed', 'pending']);
    });

    it('is not kept by a handler that does not stop', async () => {
      const { worker } = await workerWith(database, () => new Promise(() => {}));
      const job = await submitted(database);
      await expect.poll(() => statusOf(job), PATIENCE).toBe('running');
      await worker.stop();
      expect(await reread(database, job)).toMatchObject({ status: 'running', leaseUntil: null });
    });
  });

  it('refuses options that cannot work', async () => {
    const events = {
      subscribe: () => () => {},
      waitForTerminal: async () => 'waited' as const,
      close: async () => {},
    };
    const options = { database, events, slots: 1, handlers: { x: async () => {} } };
    for (const wrong of [
      { slots: 0 },
      { limits: { total: 0 } },
      { limits: { byKind: { road: 0.5 } } },
      { handlers: {} },
      { settings: { pollMs: 0 } },
    ]) {
      expect(() => startJobWorker({ ...options, ...wrong })).toThrow(RangeError);
    }
  });
});
