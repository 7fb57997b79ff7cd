import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobRecord } from '../job-record.ts';
import { findJob, requestCancel } from '../queue.ts';
import { DEFAULT_JOB_SETTINGS } from '../settings.ts';
import { describeJobDatabases, describePostgresJobs } from '../testing/job-databases.ts';
import {
  claimNext,
  deleteAllJobs,
  expireLease,
  jobIn,
  ledgerFor,
  submitted,
} from '../testing/job-fixtures.ts';
import { uuidV7 } from '../uuid-v7.ts';
import { lockClaims } from './lock-claims.ts';

describeJobDatabases('a claim', (database) => {
  beforeEach(() => deleteAllJobs(database));
  const ledger = ledgerFor(database);
  const claimIds = async (times: number, from = ledger): Promise<(string | undefined)[]> => {
    const ids = [];
    for (let n = 0; n < times; n++) ids.push((await claimNext(from))?.job.id);
    return ids;
  };

  it('finds nothing in an empty queue', async () => {
    expect(await claimNext(ledger)).toBeNull();
  });

  it('takes the job with a lease and a token, and counts the attempt', async () => {
    const { id } = await submitted(database);
    const claimed = await claimNext(ledger);
    expect(claimed?.job).toMatchObject({
      id,
      status: 'claimed',
      attempt: 1,
      workerId: 'worker',
      startedAt: null,
    });
    const leaseMs = claimed!.job.leaseUntil!.getTime() - claimed!.job.attemptedAt!.getTime();
    expect(leaseMs).toBe(DEFAULT_JOB_SETTINGS.leaseMs);
  });

  it('leaves jobs alone whose kind the worker does not know', async () => {
    await submitted(database, { key: 'newer-kind' });
    expect(await claimNext(ledger)).toBeNull();
  });

  it('waits for a job’s time', async () => {
    await submitted(database, { delayMs: 60_000 });
    expect(await claimNext(ledger)).toBeNull();
    await database.query('UPDATE job SET run_after = now()');
    expect(await claimNext(ledger)).not.toBeNull();
  });

  it('goes by priority, then first come first served, inside a project', async () => {
    const low = await submitted(database, { priority: -1 });
    const early = await submitted(database);
    const late = await submitted(database);
    const high = await submitted(database, { priority: 5 });
    expect(await claimIds(4)).toEqual([high.id, early.id, late.id, low.id]);
  });

  describe('is fair between projects:', () => {
    const [busy, quiet] = [uuidV7(), uuidV7()];

    it('a project with fewer jobs at work goes first', async () => {
      const first = await submitted(database, { projectId: busy });
      const second = await submitted(database, { projectId: busy });
      const other = await submitted(database, { projectId: quiet });
      expect(await claimIds(3)).toEqual([first.id, other.id, second.id]);
    });

    it('with one slot, they take turns', async () => {
      const queue = [];
      for (let n = 0; n < 3; n++) queue.push(await submitted(database, { projectId: busy }));
      const other = await submitted(database, { projectId: quiet });
      const order = [];
      for (let n = 0; n < 4; n++) {
        const claimed = await claimNext(ledger);
        order.push(claimed?.job.id);
        await ledger.start(claimed!.lease);
        await ledger.complete(claimed!.lease, undefined, async () => {});
      }
      expect(order).toEqual([queue[0]?.id, other.id, queue[1]?.id, queue[2]?.id]);
    });
  });

  describe('of a target’s job', () => {
    it('waits while another one is at work', async () => {
      await submitted(database, { targetKey: 't' });
      const second = await submitted(database, { targetKey: 't' });
      const first = await claimNext(ledger);
      expect(await claimNext(ledger)).toBeNull();
      await ledger.fail(first!.lease, 'no sheep');
      expect((await claimNext(ledger))?.job.id).toBe(second.id);
    });

    it('waits while another one is stopping, not for one that never began', async () => {
      const { job, lease } = await jobIn(database, 'running', { targetKey: 't' });
      const idle = await submitted(database, { targetKey: 't' });
      const waiting = await submitted(database, { targetKey: 't' });
      await requestCancel(database, job.id, 'alice');
      await requestCancel(database, idle.id, 'alice');
      expect(await claimNext(ledger)).toBeNull();
      await ledger.cancel(lease);
      expect((await claimNext(ledger))?.job.id).toBe(waiting.id);
    });

    it('waits while another one is between two attempts', async () => {
      const { lease } = await jobIn(database, 'running', { targetKey: 't' });
      await submitted(database, { targetKey: 't' });
      await ledger.retry(lease, 'the wolf came', 60_000);
      expect(await claimNext(ledger)).toBeNull();
    });
  });

  describe('under a concurrency limit', () => {
    const limited = ledgerFor(database, { limits: { byKind: { road: 1 } } });
    const allow = (key: string, atMost: number) =>
      database.query('INSERT INTO job_limit VALUES ($1::text, $2::integer)', [key, atMost]);
    afterEach(() => database.query('DELETE FROM job_limit'));

    it('waits while the key is full, by its own limit or that of its kind', async () => {
      await allow('road:wide', 2);
      const waiting = [
        'road:narrow',
        'road:narrow',
        'road:wide',
        'road:wide',
        'road:wide',
        'path:any',
        'path:any',
      ];
      for (const key of waiting) await submitted(database, { concurrencyKeys: [key] });
      const claimed = await limited.claim(10);
      const keys = claimed.flatMap(({ job }) => job.concurrencyKeys);
      expect(keys).toEqual(['road:narrow', 'road:wide', 'road:wide', 'path:any', 'path:any']);
      expect(await limited.claim(10)).toEqual([]);
    });

    it('needs room under each of its keys', async () => {
      await allow('town:a', 1);
      const first = await submitted(database, { concurrencyKeys: ['road:x', 'town:a'] });
      await submitted(database, { concurrencyKeys: ['road:y', 'town:a'] });
      await submitted(database, { concurrencyKeys: ['road:x', 'town:b'] });
      const free = await submitted(database, { concurrencyKeys: ['road:y', 'town:b'] });
      const ids: string[] = [];
      for (let n = 0; n < 4; n++) ids.push(...(await limited.claim(4)).map(({ job }) => job.id));
      expect(ids).toEqual([first.id, free.id]);
    });

    it('goes by a limit that was changed while it waited', async () => {
      for (let n = 0; n < 3; n++) await submitted(database, { concurrencyKeys: ['road:x'] });
      expect(await limited.claim(3)).toHaveLength(1);
      await allow('road:x', 3);
      expect(await limited.claim(3)).toHaveLength(2);
    });

    it('of all jobs waits for one of them to end', async () => {
      const few = ledgerFor(database, { limits: { total: 2 } });
      for (let n = 0; n < 4; n++) await submitted(database);
      const [first] = await few.claim(4);
      expect(await few.claim(4)).toEqual([]);
      await few.fail(first!.lease, 'no sheep');
      expect(await few.claim(4)).toHaveLength(1);
    });

    it('does not count a job that waits for its next attempt', async () => {
      const { lease } = await jobIn(database, 'running', { concurrencyKeys: ['road:x'] });
      const other = await submitted(database, { concurrencyKeys: ['road:x'] });
      expect(await claimNext(limited)).toBeNull();
      await limited.retry(lease, 'the wolf came', 60_000);
      expect((await claimNext(limited))?.job.id).toBe(other.id);
    });
  });

  describe('of several at a time', () => {
    it('takes as many as it may, in their order, each with the same token', async () => {
      const jobs = [];
      for (let n = 0; n < 4; n++) jobs.push(await submitted(database));
      const claimed = await ledger.claim(3);
      expect(claimed.map(({ job }) => job.id)).toEqual(jobs.slice(0, 3).map(({ id }) => id));
      expect(new Set(claimed.map(({ lease }) => lease.token)).size).toBe(1);
    });

    it('takes one of a target, and what waits behind the others', async () => {
      const first = await submitted(database, { targetKey: 't' });
      await submitted(database, { targetKey: 't' });
      const free = await submitted(database);
      const claimed = [...(await ledger.claim(2)), ...(await ledger.claim(1)), ...(await ledger.claim(1))];
      expect(claimed.map(({ job }) => job.id)).toEqual([first.id, free.id]);
    });

    it('lets projects take turns', async () => {
      const [busy, quiet] = [uuidV7(), uuidV7()];
      const jobs: JobRecord[] = [];
      for (const projectId of [busy, busy, busy, quiet, quiet])
        jobs.push(await submitted(database, { projectId }));
      const claimed = await ledger.claim(4);
      const order = claimed.map(({ job }) => jobs.findIndex(({ id }) => id === job.id));
      expect(order).toEqual([0, 3, 1, 4]);
    });
  });

  describe('of a job whose worker was lost', () => {
    for (const status of ['claimed', 'running'] as const) {
      it(`takes it over from ${status}, keeping its status and times, under a new token`, async () => {
        const { job, lease } = await jobIn(database, status, { leaseSeconds: -1 });
        const taken = await claimNext(ledger);
        expect(taken?.job).toMatchObject({
          ...{ id: job.id, status, attempt: 2 },
          ...{ claimedAt: job.claimedAt, startedAt: job.startedAt },
        });
        expect(taken?.lease.token).not.toBe(lease.token);
        expect(await ledger.heartbeat(lease)).toBeNull();
      });
    }

    it('goes before everything that waits', async () => {
      await submitted(database, { priority: 100 });
      const { job } = await jobIn(database, 'running', { leaseSeconds: -1 });
      expect((await claimNext(ledger))?.job.id).toBe(job.id);
    });

    it('takes it over at once when it was handed back, as the same attempt', async () => {
      const { job, lease } = await jobIn(database, 'running');
      await ledger.release(lease);
      expect((await claimNext(ledger))?.job).toMatchObject({ id: job.id, attempt: 1, status: 'running' });
    });

    it('does not take it over after its last attempt, nor when it was asked to stop', async () => {
      await jobIn(database, 'running', { leaseSeconds: -1, maxAttempts: 1 });
      await jobIn(database, 'cancel_requested', { leaseSeconds: -1 });
      expect(await claimNext(ledger)).toBeNull();
    });
  });

  describe('reaping', () => {
    it('ends what nobody will take over, and leaves the rest', async () => {
      const lost = await jobIn(database, 'running', { leaseSeconds: -1, maxAttempts: 1 });
      const stopping = await jobIn(database, 'cancel_requested', { leaseSeconds: -1 });
      const neverBegan = await submitted(database);
      await requestCancel(database, neverBegan.id, 'alice');
      const spared = await Promise.all([
        jobIn(database, 'running', { leaseSeconds: -1 }),
        jobIn(database, 'cancel_requested'),
        jobIn(database, 'pending'),
      ]);
      const reaped = await ledger.reap();
      const ends = Object.fromEntries(reaped.map((job) => [job.id, [job.status, job.errorMessage]]));
      expect(ends).toEqual({
        [lost.job.id]: ['error', expect.stringContaining('worker that ran this job was lost')],
        [stopping.job.id]: ['canceled', null],
        [neverBegan.id]: ['canceled', null],
      });
      for (const { job } of spared) expect(await findJob(database, job.id)).toEqual(job);
    });

    it('says on which attempt the worker was lost', async () => {
      const { job } = await jobIn(database, 'running', { leaseSeconds: -1, maxAttempts: 2 });
      await claimNext(ledger);
      await expireLease(database, job.id);
      expect((await ledger.reap())[0]?.errorMessage).toContain('the last of 2 attempts');
    });
  });

  it('keeps created <= claimed <= started <= completed, also when the database’s clock is set back', async () => {
    for (const end of ['completed', 'error', 'canceled'] as const) {
      await deleteAllJobs(database);
      const { id } = await submitted(database);
      await database.query(`UPDATE job SET created_at = now() + interval '1 hour' WHERE id = $1::uuid`, [id]);
      const { lease } = (await claimNext(ledger))!;
      await ledger.start(lease);
      if (end === 'canceled') await requestCancel(database, id, 'alice');
      if (end === 'completed') await ledger.complete(lease, undefined, async () => {});
      else await ledger[end === 'error' ? 'fail' : 'cancel'](lease, 'no sheep');
      const job = (await findJob(database, id))!;
      const times = [job.createdAt, job.claimedAt, job.startedAt, job.completedAt].map((time) =>
        time!.getTime(),
      );
      expect([job.status, times]).toEqual([end, [...times].sort((a, b) => a - b)]);
    }
  });
});

describePostgresJobs('claims from many sessions', ({ database }) => {
  beforeEach(() => deleteAllJobs(database));

  it('take twenty different jobs', async () => {
    for (let n = 0; n < 20; n++) await submitted(database);
    const workers = Array.from({ length: 20 }, (_, n) => ledgerFor(database, { workerId: `worker ${n}` }));
    const claimed = await Promise.all(workers.map((worker) => claimNext(worker)));
    expect(new Set(claimed.map((one) => one?.job.id)).size).toBe(20);
  });

  it('respect targets and limits, however jobs are mixed', async () => {
    const jobs = fc.array(
      fc.record({
        targetKey: fc.constantFrom(null, 'a', 'b', 'c'),
        concurrencyKeys: fc.subarray(['road:x', 'road:y', 'town:z', 'path:any']),
        projectId: fc.constantFrom(null, uuidV7()),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const limits = { total: 6, byKind: { road: 1, town: 2 } };
    const most: Readonly<Record<string, number>> = { 'road:x': 1, 'road:y': 3, 'town:z': 2 };
    await database.query(`INSERT INTO job_limit VALUES ('road:y', 3)`);
    const property = fc.asyncProperty(jobs, fc.integer({ min: 1, max: 5 }), async (specs, atMost) => {
      await deleteAllJobs(database);
      for (const spec of specs) await submitted(database, spec);
      const workers = Array.from({ length: 8 }, () => ledgerFor(database, { limits }));
      let left = specs.length;
      while (left > 0) {
        const claimed = (await Promise.all(workers.map((worker) => worker.claim(atMost)))).flat();
        // Nothing starves: with nobody at work something may always run.
        expect(claimed.length).toBeGreaterThan(0);
        expect(claimed.length).toBeLessThanOrEqual(limits.total);
        const countOf = (of: (job: JobRecord) => boolean) => claimed.filter(({ job }) => of(job)).length;
        for (const target of ['a', 'b', 'c'])
          expect(countOf((job) => job.targetKey === target)).toBeLessThanOrEqual(1);
        for (const [key, limit] of Object.entries(most))
          expect(countOf((job) => job.concurrencyKeys.includes(key))).toBeLessThanOrEqual(limit);
        for (const { lease } of claimed) await workers[0]?.fail(lease, 'no sheep');
        left -= claimed.length;
      }
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it('are not stopped for long by a process that froze in the middle of one', async () => {
    const settings = { ...DEFAULT_JOB_SETTINGS, claimIdleMs: 300 };
    const { id } = await submitted(database);
    const locked = Promise.withResolvers<void>();
    const frozen = Promise.withResolvers<void>();
    const claimLock = lockClaims(300);
    const stuck = database.transaction(async (tx) => {
      await tx.query(claimLock.sql, claimLock.values);
      locked.resolve();
      await frozen.promise;
    });
    await locked.promise;
    const claimed = await claimNext(ledgerFor(database, { settings }));
    expect(claimed?.job.id).toBe(id);
    frozen.resolve();
    await expect(stuck).rejects.toThrow();
  });
});
