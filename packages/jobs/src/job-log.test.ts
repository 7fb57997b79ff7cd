import { beforeEach, expect, it } from 'vitest';
import { JOB_LOG_LIMIT, type NewLogLine } from './job-log.ts';
import { requestCancel } from './queue.ts';
import { describeJobDatabases } from './testing/job-databases.ts';
import { deleteAllJobs, expireLease, jobIn, ledgerFor, submitted } from './testing/job-fixtures.ts';
import { PATIENCE, reread, untilStopped, workerWith } from './testing/worker-harness.ts';

const line = (message: string, more: Partial<NewLogLine> = {}): NewLogLine => ({
  ...{ level: 'info', message, facts: {}, ageMs: 0 },
  ...more,
});

describeJobDatabases('the log of a job', (database) => {
  beforeEach(() => deleteAllJobs(database));
  const ledger = ledgerFor(database);
  type Line = { line: number; level: string; attempt: number; message: string; facts: unknown; at: Date };
  const logOf = (id: string) =>
    database.query<Line>('SELECT * FROM job_log WHERE job_id = $1::uuid ORDER BY line', [id]);
  const messagesOf = async (id: string) => (await logOf(id)).map(({ message }) => message);

  it('numbers the lines in the order in which they were logged', async () => {
    const { job, lease } = await jobIn(database, 'running');
    await ledger.log(lease, [
      line('one', { facts: { rows: 3 }, ageMs: 60_000 }),
      line('two', { level: 'warning' }),
    ]);
    await ledger.log(lease, [line('three')]);
    const lines = await logOf(job.id);
    expect(
      lines.map(({ line, level, attempt, message, facts }) => [line, level, attempt, message, facts]),
    ).toEqual([
      [1, 'info', 1, 'one', { rows: 3 }],
      [2, 'warning', 1, 'two', {}],
      [3, 'info', 1, 'three', {}],
    ]);
    const [first, second] = lines.map(({ at }) => new Date(at).getTime());
    expect((second ?? 0) - (first ?? 0)).toBe(60_000);
    expect((await reread(database, job)).logLines).toBe(3);
  });

  it('takes nothing from a worker that lost the job', async () => {
    const { job, lease } = await jobIn(database, 'running');
    expect(await ledger.log({ ...lease, token: job.id }, [line('late')])).toBe(false);
    expect(await messagesOf(job.id)).toEqual([]);
  });

  it('keeps so many lines, and says that there were more', async () => {
    const { job, lease } = await jobIn(database, 'running');
    const many = (count: number) => Array.from({ length: count }, (_, index) => line(`line ${index}`));
    await ledger.log(lease, many(JOB_LOG_LIMIT - 2));
    await ledger.log(lease, many(5));
    await ledger.log(lease, many(5));
    await requestCancel(database, job.id, 'ann');
    const lines = await logOf(job.id);
    expect(lines).toHaveLength(JOB_LOG_LIMIT);
    expect(lines.at(-2)?.message).toBe('line 0');
    expect(lines.at(-1)).toMatchObject({
      level: 'warning',
      message: 'The log is full: what happened after this is not in it.',
    });
    expect((await reread(database, job)).logLines).toBe(JOB_LOG_LIMIT + 9);
  });

  it('goes with the job', async () => {
    const { lease } = await jobIn(database, 'running');
    await ledger.log(lease, [line('one')]);
    await deleteAllJobs(database);
    expect(await database.query('SELECT * FROM job_log')).toEqual([]);
  });

  it('tells why an attempt failed and that another one goes on', async () => {
    await workerWith(
      database,
      async (_, { attempt, log }) => {
        log('info', `try ${attempt}`);
        if (attempt === 1) {
          throw Object.assign(new Error(), { transient: true, userMessage: 'The wolf came.' });
        }
      },
      { workerId: 'shepherd' },
    );
    const job = await submitted(database);
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    expect((await logOf(job.id)).map(({ attempt, message }) => [attempt, message])).toEqual([
      [1, 'try 1'],
      [1, 'Attempt 1 of 3 failed: The wolf came. The next one comes in 1 s.'],
      [2, 'shepherd goes on with the job: attempt 2 of 3.'],
      [2, 'try 2'],
    ]);
  });

  it('tells who asked for the job to stop, and what was done until then', async () => {
    await workerWith(database, async (_, { log, signal }) => {
      log('info', 'counting');
      await untilStopped(signal);
    });
    const job = await submitted(database);
    await expect.poll(() => messagesOf(job.id), PATIENCE).toEqual(['counting']);
    await requestCancel(database, job.id, 'ann');
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('canceled');
    expect(await messagesOf(job.id)).toEqual(['counting', 'ann asked for the job to stop.']);
  });

  it('tells that a job was handed back, of the attempt that it was', async () => {
    const { job, lease } = await jobIn(database, 'running');
    await ledger.release(lease);
    expect(await logOf(job.id)).toMatchObject([{ attempt: 1, level: 'info' }]);
  });

  it('tells that the last worker of a job was lost', async () => {
    const { job } = await jobIn(database, 'running', { maxAttempts: 1 });
    await expireLease(database, job.id);
    await ledger.reap();
    const [only] = await logOf(job.id);
    expect(only).toMatchObject({ level: 'error', message: (await reread(database, job)).errorMessage });
  });

  it('stores what PostgreSQL would refuse', async () => {
    await workerWith(database, async (_, { log }) => log('info', 'a\u0000b\ud800', { table: 'c\u0000' }));
    const job = await submitted(database);
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    expect(await logOf(job.id)).toMatchObject([{ message: 'ab\ufffd', facts: { table: 'c' } }]);
  });
});
