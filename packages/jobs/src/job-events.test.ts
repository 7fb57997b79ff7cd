import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobDatabase } from './database.ts';
import { type JobEvents, openJobEvents } from './job-events.ts';
import { run } from './statement.ts';
import { complete } from './statements/complete.ts';
import { describeJobDatabases } from './testing/job-databases.ts';
import { jobIn, submitted } from './testing/job-fixtures.ts';
import { uuidV7 } from './uuid-v7.ts';

const LONG = 10_000;

describeJobDatabases('job events', (database) => {
  let events: JobEvents;
  let queries = 0;
  const counting: JobDatabase = {
    ...database,
    query: (sql, values) => {
      queries += 1;
      return database.query(sql, values);
    },
  };
  beforeAll(async () => {
    events = await openJobEvents(counting, { pollMs: 60_000 });
  });
  afterAll(() => events.close());

  it('pass on what happens to jobs, until unsubscribed', async () => {
    const heard: string[] = [];
    const unsubscribe = events.subscribe((signal) => heard.push(`${signal.kind} ${signal.jobId}`));
    const { id } = await submitted(database);
    await expect.poll(() => heard).toEqual([`ready ${id}`]);
    unsubscribe();
    await submitted(database);
    await sleep(50);
    expect(heard).toHaveLength(1);
  });

  it('ignore notifications that are no signals', async () => {
    await database.query(`SELECT pg_notify('assay_job', 'something from a newer version')`);
    const { id } = await submitted(database);
    expect(await events.waitForTerminal(id, 20)).toBe('waited');
  });

  describe('waiting for the end of a job', () => {
    it('ends with the job, at one query for all who wait', async () => {
      const { job, lease } = await jobIn(database, 'running');
      queries = 0;
      const waiting = [1, 2, 3].map(() => events.waitForTerminal(job.id, LONG));
      await sleep(50);
      await run(database, complete(lease, undefined));
      expect(await Promise.all(waiting)).toEqual(['ended', 'ended', 'ended']);
      expect(queries).toBe(1);
    });

    it('is over at once for a job that has ended', async () => {
      const { job } = await jobIn(database, 'error');
      expect(await events.waitForTerminal(job.id, LONG)).toBe('ended');
    });

    it('is over at once for a job that does not exist', async () => {
      expect(await events.waitForTerminal(uuidV7(), LONG)).toBe('unknown');
    });

    it('gives up after its time, or when the caller goes away', async () => {
      const { id } = await submitted(database);
      expect(await events.waitForTerminal(id, 30)).toBe('waited');
      const caller = new AbortController();
      const waiting = events.waitForTerminal(id, LONG, caller.signal);
      caller.abort();
      expect(await waiting).toBe('waited');
      expect(await events.waitForTerminal(id, LONG, AbortSignal.abort())).toBe('waited');
    });

    it('finds out by itself when the notification was lost', async () => {
      const deaf: JobDatabase = { ...counting, listen: async () => async () => {} };
      const polling = await openJobEvents(deaf, { pollMs: 30 });
      const { job, lease } = await jobIn(database, 'running');
      const waiting = polling.waitForTerminal(job.id, LONG);
      await run(database, complete(lease, undefined));
      expect(await waiting).toBe('ended');
      await polling.close();
    });

    it('is over when the listener closes', async () => {
      const closing = await openJobEvents(counting);
      const { id } = await submitted(database);
      const waiting = closing.waitForTerminal(id, LONG);
      await sleep(30);
      await closing.close();
      expect(await waiting).toBe('waited');
    });
  });
});
