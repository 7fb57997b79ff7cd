/** Runs against a database: stopping, taking over, missing rights. */
import { createPostgresDatabase, describePostgres, type PostgresDatabase } from '@assay/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { postgresGroup, profile } from './testing/profiling-fixture.ts';

/** No table takes this many milliseconds to the digit. */
const MARK = 123_456;
const PATIENCE = { timeout: 20_000, interval: 50 };

/** `quick` is read at once; `slow` takes a tenth of a second a row while the dial says so. */
const SCHEMA = `
  CREATE TABLE dial (seconds double precision);
  INSERT INTO dial VALUES (0.1);
  CREATE FUNCTION drag(i integer) RETURNS integer LANGUAGE plpgsql VOLATILE AS
    $$ BEGIN PERFORM pg_sleep(seconds) FROM dial; RETURN i; END $$;
  CREATE VIEW slow AS SELECT drag(i) AS id, 'row ' || i AS label FROM generate_series(1, 1200) AS i;
  CREATE TABLE quick AS SELECT i AS id, 'word ' || i AS label FROM generate_series(1, 40) AS i;`;

describePostgres('profiling a database', () => {
  let database: PostgresDatabase;
  const sessions = async (): Promise<number> => {
    const [row] = await database.query<{ sessions: string }>(
      `SELECT count(*) AS sessions FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    return Number(row?.sessions);
  };
  beforeAll(async () => {
    database = await createPostgresDatabase();
    await database.query(SCHEMA);
  });
  afterAll(() => database.drop());

  async function runUntilQuickIsDone({ client }: TestServer, table_group_id: string): Promise<string> {
    await database.query('UPDATE dial SET seconds = 0.1');
    const { id } = await client.submitProfilingRun({ table_group_id });
    await expect
      .poll(
        async () => (await client.getProfilingRun({ job_id: id, include: ['details'] })).details?.tables,
        PATIENCE,
      )
      .toMatchObject([{ table: 'quick', record_ct: 40 }]);
    return id;
  }

  describeServers('a run', (server) => {
    it('that is canceled stops in the database within two seconds, keeps what was done, and says so', async () => {
      const { client } = server();
      const { tableGroupId } = await postgresGroup(server(), database, { include: ['quick', 'slow'] });
      const id = await runUntilQuickIsDone(server(), tableGroupId);
      const live = await client.getProfilingRun({ job_id: id });
      expect(live).toMatchObject({
        status: 'running',
        result: { table_ct: 2, column_ct: 4, record_ct: 40, score: null },
      });
      expect(await sessions()).toBeGreaterThan(0);

      await client.cancelJob({ job_id: id });
      await expect.poll(sessions, { timeout: 2_000, interval: 50 }).toBe(0);
      const job = await client.waitForJob(id);
      expect(job.status).toBe('canceled');
      const run = await client.getProfilingRun({ job_id: id, include: ['details'] });
      expect(run).toMatchObject({ status: 'canceled', result: { score: null, record_ct: 40 } });
      expect(run.details?.results_complete).toBe(false);
      expect(run.details?.tables.map(({ table }) => table)).toEqual(['quick']);
      expect(run.details?.warnings).toEqual([
        { table: null, column: null, message: expect.stringContaining('was canceled when 1 of 2 tables') },
      ]);
      expect(await client.listColumnProfiles({ job_id: id })).toMatchObject({ total: 2 });
    });

    it('whose worker is lost goes on elsewhere with the tables that are missing', async () => {
      const { client, store } = server();
      const { tableGroupId } = await postgresGroup(server(), database, { include: ['quick', 'slow'] });
      const id = await runUntilQuickIsDone(server(), tableGroupId);
      // A mark that measuring the table again would wipe away.
      await store.db
        .updateTable('profiled_table')
        .set({ duration_ms: MARK })
        .where('profiling_run_id', '=', id)
        .execute();
      await database.query('UPDATE dial SET seconds = 0');
      await loseWorker(store, id);
      const job = await client.waitForJob(id);
      expect(job).toMatchObject({ status: 'completed', error_message: null });
      const run = await client.getProfilingRun({ job_id: id, include: ['details'] });
      expect(run.details?.tables).toMatchObject([{ table: 'quick', duration_ms: MARK }, { table: 'slow' }]);
      expect(run.details).toMatchObject({ resumed_table_ct: 1, reused_table_ct: 0, changed_only: false });
      const { steps } = await client.getJobProgress({ job_id: id });
      expect(steps[1]?.detail).toBe('1 tables were done by an earlier attempt');
      expect(run.result).toMatchObject({ table_ct: 2, column_ct: 4, record_ct: 1240 });
      expect(run.result?.score).not.toBeNull();
      expect(await client.listColumnProfiles({ job_id: id })).toMatchObject({ total: 4 });
    }, 40_000);

    it('passes over a table that its user may not read, and names it', async () => {
      const reader = `reader_${process.pid}_${Date.now()}`;
      await database.query(`CREATE ROLE ${reader} LOGIN`);
      await database.query(`GRANT SELECT ON quick TO ${reader}`);
      const allowed = await postgresGroup(
        server(),
        { ...database, user: reader },
        { include: ['quick', 'slow'] },
      );
      const run = await profile(server(), allowed.tableGroupId);
      expect(run).toMatchObject({ status: 'completed', result: { table_ct: 2, record_ct: 40 } });
      expect(run.details?.warnings).toMatchObject([
        { table: 'slow', message: expect.stringMatching(/slow.*(GRANT|grant)/s) },
      ]);
      const denied = await postgresGroup(server(), { ...database, user: reader }, { include: ['slow'] });
      const failed = await profile(server(), denied.tableGroupId);
      expect(failed).toMatchObject({ status: 'error', result: { score: null, record_ct: 0 } });
      expect(failed.details?.error_message).toMatch(/slow.*(GRANT|grant)/s);
      await database.query(`REVOKE ALL ON quick FROM ${reader}`);
      await database.query(`DROP ROLE ${reader}`);
    });

    it('fails with place and remedy when nobody listens at the address', async () => {
      const { client } = server();
      const nowhere = { ...database, port: 1 };
      const { tableGroupId } = await postgresGroup(server(), nowhere);
      const { id } = await client.submitProfilingRun({ table_group_id: tableGroupId });
      await expect.poll(async () => lastFailure(server(), id), PATIENCE).toMatch(/:1\b|port 1\b/);
      await client.cancelJob({ job_id: id });
      await client.waitForJob(id);
    });
  });
});

/** What the queue sees of a worker that froze: its lease is over, and its token opens nothing any more. */
async function loseWorker(store: TestServer['store'], jobId: string): Promise<void> {
  await store.jobs.query(
    `UPDATE job SET lease_until = now() - interval '1 second', lease_token = gen_random_uuid() WHERE id = $1`,
    [jobId],
  );
}

/** Why the attempt before failed, or the job. */
async function lastFailure({ store }: TestServer, jobId: string): Promise<string> {
  const [row] = await store.jobs.query<{ failure: string }>(
    `SELECT coalesce(error_message, last_failure, '') AS failure FROM job WHERE id = $1`,
    [jobId],
  );
  return row?.failure ?? '';
}
