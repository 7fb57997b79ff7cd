/** Workers that die, freeze, or lose their database: no job is lost, run twice to the end, or stuck. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { JobDatabase } from './database.ts';
import { LostLeaseError } from './errors.ts';
import { listJobs } from './queue.ts';
import { describeJobDatabases, describePostgresJobs } from './testing/job-databases.ts';
import { deleteAllJobs, submitted } from './testing/job-fixtures.ts';
import { NOTE_SQL, SHORT_FOR_PROCESSES } from './testing/process-bounds.ts';
import { PATIENCE, reread, untilStopped, workerWith } from './testing/worker-harness.ts';

/** The port of a process whose database is out of reach, as long as `away` is true. */
function withOutage(database: JobDatabase): { port: JobDatabase; outage: { away: boolean } } {
  const outage = { away: false };
  const reach = async (): Promise<void> => {
    if (outage.away) throw new Error('connection refused');
  };
  const port: JobDatabase = {
    ...database,
    query: (sql, values) => reach().then(() => database.query(sql, values)),
    transaction: (work) => reach().then(() => database.transaction(work)),
  };
  return { port, outage };
}

describeJobDatabases('a worker that loses its database', (database) => {
  beforeEach(() => deleteAllJobs(database));

  it('stops its handler when the lease is over, and writes no more, though the database is back', async () => {
    const { port, outage } = withOutage(database);
    const late: unknown[] = [];
    const reasons: unknown[] = [];
    const attempts: number[] = [];
    const { worker } = await workerWith(port, async (_, { attempt, signal, write }) => {
      attempts.push(attempt);
      if (attempt > 1) return;
      outage.away = true;
      await untilStopped(signal).catch((error: unknown) => reasons.push(error));
      outage.away = false;
      await write((tx) => tx.query('DELETE FROM job')).catch((error: unknown) => late.push(error));
    });
    const job = await submitted(database);
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    await expect.poll(() => worker.activeJobs(), PATIENCE).toEqual([]);
    expect(attempts).toEqual([1, 2]);
    expect(reasons).toEqual([expect.objectContaining({ kind: 'lease_lost' })]);
    expect(late).toEqual([expect.any(LostLeaseError)]);
  });

  it('closes the slot whose end it could not record, and opens it when the database is back', async () => {
    const { port, outage } = withOutage(database);
    const { worker, told } = await workerWith(
      port,
      async (_, { attempt }) => {
        if (attempt > 1) return;
        outage.away = true;
        throw new Error('and nobody to tell it to');
      },
      { slots: 1 },
    );
    const job = await submitted(database);
    await expect.poll(() => worker.closedSlots(), PATIENCE).toBe(1);
    expect((await reread(database, job)).status).toBe('running');
    outage.away = false;
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    expect(worker.closedSlots()).toBe(0);
    expect(told).toEqual(expect.arrayContaining(['slot_closed', 'slots_reopened']));
  });
});

describePostgresJobs('a worker process', ({ database, url }) => {
  beforeAll(async () => {
    await database.query(
      'CREATE TABLE note (job_id uuid, text text, at timestamptz DEFAULT clock_timestamp())',
    );
  });
  beforeEach(async () => {
    await deleteAllJobs(database);
    await database.query('DELETE FROM note');
  });
  const notesOf = async ({ id }: { id: string }): Promise<string[]> => {
    const sql = 'SELECT text FROM note WHERE job_id = $1::uuid ORDER BY at';
    return (await database.query<{ text: string }>(sql, [id])).map((row) => row.text);
  };
  const survivor = () =>
    workerWith(
      database,
      async (job, { attempt, complete }) => {
        await complete(
          async (tx) => void (await tx.query(NOTE_SQL, [job.id, `attempt ${attempt} completed`])),
        );
      },
      { settings: SHORT_FOR_PROCESSES, slots: 4 },
    );
  const spawnWorker = async () => {
    const script = fileURLToPath(new URL('./testing/worker-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=@assay/source', script, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: string[] = [];
    createInterface({ input: child.stdout! }).on('line', (line) => said.push(line));
    onTestFinished(() => kill(child));
    await expect.poll(() => said, PATIENCE).toContain('ready');
    return { child, said };
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  it('that is killed has its job finished by another one, within lease and poll', async () => {
    const { child, said } = await spawnWorker();
    const job = await submitted(database, { arguments: { hang: true } });
    await expect.poll(() => said, PATIENCE).toContain('began');
    await survivor();
    await kill(child);
    const killedAt = performance.now();
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    expect(performance.now() - killedAt).toBeLessThan(5_000);
    expect(await notesOf(job)).toEqual(['attempt 1 began', 'attempt 2 completed']);
  });

  it('that was killed on the last attempt leaves an error that says so', async () => {
    const { child, said } = await spawnWorker();
    const job = await submitted(database, { arguments: { hang: true }, maxAttempts: 1 });
    await expect.poll(() => said, PATIENCE).toContain('began');
    await survivor();
    await kill(child);
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('error');
    expect((await reread(database, job)).errorMessage).toContain('worker that ran this job was lost');
  });

  it('that froze and wakes up is refused by the fence', async () => {
    const { child, said } = await spawnWorker();
    const job = await submitted(database, { arguments: { hang: true } });
    await expect.poll(() => said, PATIENCE).toContain('began');
    child.kill('SIGSTOP');
    await survivor();
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    child.kill('SIGCONT');
    await expect.poll(() => said, PATIENCE).toContain('refused:LostLeaseError');
    expect(said).toContain('stopped:lease_lost');
    expect(await notesOf(job)).toEqual(['attempt 1 began', 'attempt 2 completed']);
  });

  it('that froze inside a write does not keep the job for ever', async () => {
    const { child, said } = await spawnWorker();
    const job = await submitted(database, { arguments: { hangInsideWrite: true } });
    await expect.poll(() => said, PATIENCE).toContain('inside');
    child.kill('SIGSTOP');
    await survivor();
    await expect.poll(async () => (await reread(database, job)).status, PATIENCE).toBe('completed');
    expect(await notesOf(job)).toEqual(['attempt 1 began', 'attempt 2 completed']);
  });

  describe('among others', () => {
    it('may be killed at any time: every job completes exactly once', { timeout: 60_000 }, async () => {
      const jobs = [];
      const [one, two] = await Promise.all([spawnWorker(), spawnWorker()]);
      for (let n = 0; n < 60; n++) {
        jobs.push(await submitted(database, { concurrencyKeys: [`connection:${n % 7}`] }));
        if (n === 20) await kill(one.child);
        if (n === 40) await kill(two.child);
      }
      await survivor();
      const unfinished = () =>
        listJobs(database, { statuses: ['pending', 'claimed', 'running'] }, { page: 1, limit: 1 });
      await expect.poll(async () => (await unfinished()).total, { timeout: 30_000, interval: 100 }).toBe(0);
      for (const job of jobs) {
        const completions = (await notesOf(job)).filter((text) => text.endsWith('completed'));
        expect([completions.length, (await reread(database, job)).status]).toEqual([1, 'completed']);
      }
    });
  });
});
