import { beforeAll, describe, expect, it } from 'vitest';
import { type GivenCsvTables, givenCsvTables } from '../features/testing/given-tables.ts';
import { describeServers, type TestServer } from '../features/testing/server-for-test.ts';
import { describeStores } from '../store/testing/store-for-test.ts';
import { exposeMetrics } from './expose-metrics.ts';
import { METRICS, type MetricDeclaration } from './metric-declarations.ts';
import { createMetrics } from './metrics.ts';

/** Value of the series with exactly these labels, whatever their order; undefined when there is none. */
function sample(
  text: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = text.split('\n').find((candidate) => {
    const [, found, list = ''] = /^(\w+)(?:\{(.*)\})? /.exec(candidate) ?? [];
    const given = list === '' ? [] : list.split(',');
    return found === name && given.length === wanted.length && wanted.every((label) => given.includes(label));
  });
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

const scrape = (server: TestServer, token: string | null = server.token) =>
  fetch(`${server.url}/metrics`, token === null ? {} : { headers: { authorization: `Bearer ${token}` } });
/** Gets what `/metrics` says when the numbers of the store are older than they may be. */
const readNow = async (server: TestServer) => {
  await new Promise((resolve) => setTimeout(resolve, 3_100));
  return (await scrape(server)).text();
};

describe('the declared metrics', () => {
  const declared = Object.values<MetricDeclaration>(METRICS);

  it('are named as Prometheus wants: prefix, unit, `_total` for counters and only for them', () => {
    for (const { name, type } of declared) {
      expect(name).toMatch(/^assay_[a-z_]+[a-z]$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    }
  });

  it('have labels with few values: nothing that a user names, no id', () => {
    const labels = new Set(declared.flatMap((metric) => metric.labels));
    expect([...labels].sort()).toEqual(
      ['key', 'kind', 'method', 'outcome', 'route', 'state', 'status', 'version'].sort(),
    );
  });
});

describeServers(
  '/metrics',
  (server) => {
    let tables: GivenCsvTables;
    let suiteId: string;
    beforeAll(async () => {
      const { client } = server();
      tables = await givenCsvTables(server(), { secret_table: 'id,note\n1,a\n2,\n' });
      const suite = await client.createTestSuite({
        table_group_id: tables.tableGroupId,
        body: { name: 'suite' },
      });
      suiteId = suite.id;
      for (const column_name of ['id', 'note']) {
        const body = { test_type: 'Required', table_name: 'secret_table', column_name };
        await client.createTestDefinition({ test_suite_id: suiteId, body });
      }
    });

    it('asks for a token, and is not there for one that works in a single project', async () => {
      expect((await scrape(server(), null)).status).toBe(401);
      const make = (name: string, project_code: string | null) =>
        server().client.createToken({ body: { name, role: 'catalog', project_code } });
      const [everywhere, inOne] = [await make('all', null), await make('one', tables.projectCode)];
      expect((await scrape(server(), inOne.token)).status).toBe(404);
      const answer = await scrape(server(), everywhere.token);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    });

    it('tells what waits, how long, and how jobs and tests ended', async () => {
      const { client } = server();
      const text = await readNow(server());
      expect(sample(text, 'assay_store_up')).toBe(1);
      expect(sample(text, 'assay_jobs', { key: 'run-tests', status: 'pending' })).toBe(0);
      const { id } = await client.submitTestRun({ test_suite_id: suiteId });
      expect(await client.waitForJob(id)).toMatchObject({ status: 'completed' });
      const after = await readNow(server());
      const key = 'run-tests';
      expect(sample(after, 'assay_jobs_ended_total', { key, status: 'completed' })).toBe(1);
      expect(sample(after, 'assay_job_attempts_total', { key, outcome: 'completed' })).toBe(1);
      expect(sample(after, 'assay_job_queue_seconds_count', { key })).toBe(1);
      expect(sample(after, 'assay_job_run_seconds_count', { key, status: 'completed' })).toBe(1);
      expect(sample(after, 'assay_test_results_total', { status: 'Passed' })).toBe(1);
      expect(sample(after, 'assay_test_results_total', { status: 'Failed' })).toBe(1);
      expect(sample(after, 'assay_worker_slots', { state: 'free' })).toBe(1);
      expect(sample(after, 'assay_store_sessions_limit')).toBeGreaterThan(0);
      expect(after).toContain('process_cpu_seconds_total');
    });

    it('counts a job that waits behind a busy worker, with its age', async () => {
      await server().store.jobs.query(
        `INSERT INTO job (id, key, arguments, source, created_at, run_after, max_attempts)
         VALUES (gen_random_uuid(), 'of-another-version', '{}', 'api', now() - interval '1 hour', NULL, 1)`,
      );
      const text = await readNow(server());
      const labels = { key: 'of-another-version', status: 'pending' };
      expect(sample(text, 'assay_jobs', labels)).toBe(1);
      expect(sample(text, 'assay_jobs_oldest_age_seconds', labels)).toBeGreaterThanOrEqual(3_600);
    });

    it('names requests by their pattern, and nobody and nothing of the user', async () => {
      await fetch(`${server().url}/nowhere/at/all`);
      const text = await readNow(server());
      const route = '/api/v1/test-suites/:test_suite_id/test-runs';
      expect(sample(text, 'assay_http_request_seconds_count', { method: 'POST', route, status: '202' })).toBe(
        1,
      );
      expect(text).toContain('route="none",status="404"');
      for (const name of [suiteId, tables.projectCode, 'secret_table', tables.folder]) {
        expect(text).not.toContain(name);
      }
    });

    it('reads the store by one statement, for all who ask within three seconds', async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_100));
      let statements = 0;
      const stop = server().store.observe((sql) => {
        if (sql.includes('event_outbox') && sql.includes('FROM delivery')) statements += 1;
      });
      await Promise.all([scrape(server()), scrape(server()), scrape(server())]);
      stop();
      expect(statements).toBe(1);
    });
  },
  { workerSlots: 1 },
);

describeStores('metrics while the store is away', (openTestStore) => {
  it('say so, and leave out what they cannot know', async () => {
    const store = await openTestStore();
    const exposed = exposeMetrics({
      ...{ metrics: createMetrics('1'), store },
      jobKeys: ['run-tests'],
      worker: () => null,
    });
    expect(sample(await exposed.read(), 'assay_jobs', { key: 'run-tests', status: 'pending' })).toBe(0);
    await store.close();
    const after = exposeMetrics({
      ...{ metrics: createMetrics('1'), store },
      jobKeys: ['run-tests'],
      worker: () => null,
    });
    const text = await after.read();
    expect(sample(text, 'assay_store_up')).toBe(0);
    expect(sample(text, 'assay_jobs', { key: 'run-tests', status: 'pending' })).toBeUndefined();
    expect(sample(text, 'assay_deliveries_pending')).toBeUndefined();
  });
});
