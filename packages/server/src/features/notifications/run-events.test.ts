/** What events tell of real runs, and what counts as a change. */
import { mkdirSync } from 'node:fs';
import type { DeliveryDetail, NewWebhook } from '@assay/contract';
import { beforeAll, expect, it, vi } from 'vitest';
import { completed, type GivenCsvTables, givenCsvTables, runTests } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import type { RunEventData } from './event-data.ts';
import { PATIENCE } from './testing/notification-fixture.ts';

const GOOD = 'id,status,amount\n1,open,5\n2,open,7\n3,closed,9\n';
const NO_STATUS = 'id,status,amount\n1,open,5\n2,,7\n3,closed,9\n';
const NO_AMOUNT = 'id,status,amount\n1,open,5\n2,,\n3,closed,9\n';

describeServers('events of runs', (given) => {
  let server: TestServer;
  let tables: GivenCsvTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: GOOD });
  });

  /** Muted: what it would send is in the log, and nothing leaves. */
  const listen = async (settings: Partial<NewWebhook>): Promise<string> => {
    const { id } = await server.client.createNotification({
      project_code: tables.projectCode,
      body: {
        kind: 'slack',
        name: `listener ${Math.random()}`,
        url: 'https://hooks.slack.com/services/x',
        muted_until: '2999-01-01T00:00:00Z',
        ...settings,
      },
    });
    return id;
  };
  /** Newest first, when everything that has ended is told. */
  const told = async (notificationId: string): Promise<DeliveryDetail['events']> => {
    const outbox = server.store.db.selectFrom('event_outbox').selectAll();
    await vi.waitFor(async () => expect(await outbox.execute()).toEqual([]), PATIENCE);
    const { items } = await server.client.listDeliveries({ notification_id: notificationId, limit: 100 });
    const details = items.map(({ id }) => server.client.getDelivery({ delivery_id: id }));
    return (await Promise.all(details)).flatMap(({ events }) => events);
  };
  const jobsTold = async (notificationId: string) =>
    (await told(notificationId)).map(({ data }) => (data as unknown as RunEventData).job.id);

  const suiteOf = async (name: string, columns: readonly string[]) => {
    tables.write('orders', GOOD);
    const suite = await server.client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name },
    });
    for (const column of columns) await required(suite.id, column);
    return suite.id;
  };
  const required = (suiteId: string, column: string) =>
    server.client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Required', table_name: 'orders', column_name: column },
    });
  const runOn = async (csv: string, suiteId: string) => {
    tables.write('orders', csv);
    return (await runTests(server, suiteId)).id;
  };

  it('tell on changes: failures that the completed run before had not, and no others', async () => {
    const suiteId = await suiteOf('changes', ['status', 'amount']);
    const listener = await listen({ on: 'changes', test_suite_id: suiteId });
    const expected: string[] = [];
    const expectTold = async (id: string) => {
      expected.unshift(id);
      expect(await jobsTold(listener)).toEqual(expected);
    };
    const expectQuiet = async () => expect(await jobsTold(listener)).toEqual(expected);

    await runOn(GOOD, suiteId);
    await expectQuiet();
    await expectTold(await runOn(NO_STATUS, suiteId));
    // The same failure again: compared with itself it would always look like this, and so would every run.
    await runOn(NO_STATUS, suiteId);
    await expectQuiet();
    await expectTold(await runOn(NO_AMOUNT, suiteId));
    // A test that is new and fails.
    await server.client.createTestDefinition({
      test_suite_id: suiteId,
      body: { test_type: 'Row_Ct', table_name: 'orders', threshold_value: 100 },
    });
    await expectTold(await runOn(NO_AMOUNT, suiteId));
    // A test that is new and cannot be run.
    await required(suiteId, 'gone');
    await expectTold(await runOn(NO_AMOUNT, suiteId));
    await runOn(NO_AMOUNT, suiteId);
    await runOn(GOOD, suiteId);
    await expectQuiet();
    await expectTold(await runOn(NO_STATUS, suiteId));
  });

  it('tell on changes of a first run that fails: everything in it is new', async () => {
    const suiteId = await suiteOf('first', ['status']);
    const listener = await listen({ on: 'changes', test_suite_id: suiteId });
    const first = await runOn(NO_STATUS, suiteId);
    expect(await jobsTold(listener)).toEqual([first]);
  });

  it('compare with the completed run, past one that failed', async () => {
    const suiteId = await suiteOf('past', ['status']);
    await runOn(NO_STATUS, suiteId);
    const listener = await listen({ on: 'changes', test_suite_id: suiteId });
    tables.remove();
    const failed = await server.client.submitTestRun({ test_suite_id: suiteId });
    await expect(completed(server, failed)).rejects.toThrow(/ended error/);
    mkdirSync(tables.folder);
    await runOn(NO_STATUS, suiteId);
    expect(await jobsTold(listener)).toEqual([failed.id]);
  });

  it('tell on failures every run with failures, and no other', async () => {
    const suiteId = await suiteOf('failures', ['status']);
    const listener = await listen({ on: 'failures', test_suite_id: suiteId });
    await runOn(GOOD, suiteId);
    const first = await runOn(NO_STATUS, suiteId);
    const second = await runOn(NO_STATUS, suiteId);
    await runOn(GOOD, suiteId);
    expect(await jobsTold(listener)).toEqual([second, first]);
  });

  it('hold what a receiver needs, and no values of the data', async () => {
    const suiteId = await suiteOf('facts', ['status', 'amount']);
    const listener = await listen({ events: ['run.finished', 'score.dropped'], test_suite_id: suiteId });
    const before = await runOn(GOOD, suiteId);
    const id = await runOn(NO_STATUS, suiteId);
    const { result } = await server.client.getTestRun({ job_id: id });
    const [one, other] = await told(listener);
    const events = [one!, other!];
    expect(events.map(({ type }) => type).toSorted()).toEqual(['run.finished', 'score.dropped']);
    const job = await server.client.getJob({ job_id: id });
    for (const event of events) {
      expect(event).toMatchObject({
        timestamp: job.completed_at,
        data: {
          project_code: tables.projectCode,
          job,
          table_group: { id: tables.tableGroupId, name: 'tables' },
          test_suite: { id: suiteId, name: 'facts' },
          score: { now: result?.score, before: 1 },
          tests: result?.tests,
          changes: { against: before, new: 1, remaining: 0, fixed: 0 },
          findings: [{ type: 'Required', table: 'orders', column: 'status', status: 'Failed', new: true }],
          links: { findings: `/api/v1/test-runs/${id}/results?status=Failed,Warning,Error` },
        },
      });
      expect(JSON.stringify(event)).not.toContain('closed');
    }
    expect(events[0]?.id).not.toBe(events[1]?.id);
  });

  it('tell that a run failed its gate, once, with the reasons, and not that it passed', async () => {
    const suiteId = await suiteOf('gated', ['status']);
    const listener = await listen({ events: ['gate.failed'], test_suite_id: suiteId });
    await runOn(NO_STATUS, suiteId);
    // Judged by defaults that nobody has chosen.
    expect(await told(listener)).toEqual([]);
    await server.client.createGate({
      project_code: tables.projectCode,
      body: { name: 'release', test_suite_id: suiteId },
    });
    await runOn(GOOD, suiteId);
    const id = await runOn(NO_STATUS, suiteId);
    const { outcome } = await server.client.getTestRun({ job_id: id, include: ['outcome'] });
    expect(outcome?.outcome).toBe('failed');
    expect(await told(listener)).toMatchObject([
      {
        type: 'gate.failed',
        data: {
          gate: 'release',
          reasons: outcome?.reasons.map(({ says }) => says),
          job_id: id,
          test_suite: { id: suiteId },
        },
      },
    ]);
  });

  it('tell of profiling its issues, and which are new', async () => {
    const rows = (status: (row: number) => string) =>
      ['id,status', ...Array.from({ length: 24 }, (_, row) => `${row + 1},${status(row)}`)].join('\n');
    const other = await givenCsvTables(server, { visits: rows((row) => ['new', 'old', 'lost'][row % 3]!) });
    const { id: listener } = await server.client.createNotification({
      project_code: other.projectCode,
      body: {
        kind: 'slack',
        name: 'profiling',
        url: 'https://hooks.slack.com/services/x',
        muted_until: '2999-01-01T00:00:00Z',
        on: 'changes',
        table_group_id: other.tableGroupId,
      },
    });
    const profile = async () =>
      (
        await completed(
          server,
          await server.client.submitProfilingRun({ table_group_id: other.tableGroupId }),
        )
      ).id;
    const first = await profile();
    const before = await jobsTold(listener);
    other.write(
      'visits',
      rows((row) => (row % 2 ? 'n/a' : 'old')),
    );
    const second = await profile();
    await profile();
    expect(await jobsTold(listener)).toEqual([second, ...before]);
    const [event] = await told(listener);
    const { result } = await server.client.getProfilingRun({ job_id: second });
    expect(event?.data).toMatchObject({
      issues: result?.issues,
      changes: { against: first },
      links: { report: `/api/v1/profiling-runs/${second}/report.html` },
    });
    const { findings } = event!.data as unknown as RunEventData;
    expect(findings).toContainEqual(
      expect.objectContaining({ type: 'Non_Standard_Blanks', table: 'visits', column: 'status', new: true }),
    );
  });
});
