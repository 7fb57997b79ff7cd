import { beforeEach, expect, it } from 'vitest';
import type { JobDatabase } from './database.ts';
import type { ClaimedJob } from './job-record.ts';
import { describeJobDatabases, describePostgresJobs } from './testing/job-databases.ts';
import { deleteAllJobs, expireLease, jobIn, ledgerFor } from './testing/job-fixtures.ts';
import { uuidV7 } from './uuid-v7.ts';

/** The database, and how many statements it was sent outside transactions. */
function counted(database: JobDatabase) {
  let statements = 0;
  const counting: JobDatabase = {
    ...database,
    query: (sql, values) => {
      statements += 1;
      return database.query(sql, values);
    },
  };
  return { counting, statements: () => statements };
}

const severalIn = (
  database: JobDatabase,
  status: 'claimed' | 'running',
  count: number,
): Promise<ClaimedJob[]> => Promise.all(Array.from({ length: count }, () => jobIn(database, status)));

describeJobDatabases('edges that jobs take together', (database) => {
  beforeEach(() => deleteAllJobs(database));

  it('start, and complete, with one statement each', async () => {
    const claimed = await severalIn(database, 'claimed', 5);
    const { counting, statements } = counted(database);
    const ledger = ledgerFor(counting);
    const started = await Promise.all(claimed.map(({ lease }) => ledger.start(lease)));
    expect(started.map((job) => [job?.id, job?.status])).toEqual(
      claimed.map(({ job }) => [job.id, 'running']),
    );
    const done = await Promise.all(claimed.map(({ lease }) => ledger.finish(lease, undefined)));
    expect(done.map((job) => [job?.id, job?.status])).toEqual(
      claimed.map(({ job }) => [job.id, 'completed']),
    );
    expect(statements()).toBe(2);
  });

  it('are refused to those who lost their lease, and to nobody else', async () => {
    const [held, lost, stopped] = await severalIn(database, 'running', 3);
    const ledger = ledgerFor(database);
    await expireLease(database, lost!.job.id);
    const [taken] = await ledger.claim(1);
    await database.query(`UPDATE job SET status = 'cancel_requested' WHERE id = $1::uuid`, [stopped!.job.id]);
    const ends = await Promise.all(
      // The last two are about one job: the lease that was lost and the one that took it over.
      [held!, stopped!, lost!, taken!].map(({ lease }) => ledger.finish(lease, undefined)),
    );
    expect(ends.map((job) => job?.status ?? null)).toEqual(['completed', null, null, 'completed']);
    expect(await ledger.finish({ jobId: held!.job.id, token: uuidV7() }, undefined)).toBeNull();
  });

  it('keep the last progress of each', async () => {
    const claimed = await severalIn(database, 'running', 2);
    const ledger = ledgerFor(database);
    const ends = await Promise.all(claimed.map(({ lease }, n) => ledger.finish(lease, { done: n })));
    expect(ends.map((job) => job?.progress)).toEqual([{ done: 0 }, { done: 1 }]);
  });
});

describePostgresJobs('edges that jobs take together', ({ database }) => {
  it('do not wait for a row that somebody else has locked, but that one job does', async () => {
    const claimed = await severalIn(database, 'claimed', 3);
    const [first, ...others] = claimed;
    const locked = Promise.withResolvers<void>();
    const letGo = Promise.withResolvers<void>();
    const holding = database.transaction(async (tx) => {
      await tx.query('SELECT FROM job WHERE id = $1::uuid FOR UPDATE', [first!.job.id]);
      locked.resolve();
      await letGo.promise;
    });
    await locked.promise;
    const ledger = ledgerFor(database);
    const starting = claimed.map(({ lease }) => ledger.start(lease));
    const started = await Promise.all(starting.slice(1));
    expect(started.map((job) => job?.id)).toEqual(others.map(({ job }) => job.id));
    letGo.resolve();
    await holding;
    expect((await starting[0])?.status).toBe('running');
  });
});
