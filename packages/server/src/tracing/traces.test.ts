import { context, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { givenCsvTables } from '../features/testing/given-tables.ts';
import { describeServers } from '../features/testing/server-for-test.ts';

const exporter = new InMemorySpanExporter();
beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
});
afterAll(() => {
  trace.disable();
  context.disable();
});
beforeEach(() => exporter.reset());

const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
const named = (name: string): ReadableSpan => {
  const found = exporter.getFinishedSpans().find((span) => span.name === name);
  if (found === undefined) throw new Error(`no span ${name}`);
  return found;
};
const parentOf = (span: ReadableSpan) => span.parentSpanContext?.spanId;

describeServers('a trace', (server) => {
  it('leads from the caller over the request and the job to tables and statements', async () => {
    const { client, url, token } = server();
    const { tableGroupId } = await givenCsvTables(server(), { people: 'id,name\n1,hunter2\n' });
    const answer = await fetch(`${url}/api/v1/table-groups/${tableGroupId}/profiling-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, traceparent },
    });
    const { id } = (await answer.json()) as { id: string };
    expect(await client.waitForJob(id)).toMatchObject({ status: 'completed' });
    await expect
      .poll(() => exporter.getFinishedSpans().map(({ name }) => name))
      .toContain('process run-profile');

    const request = named('POST /api/v1/table-groups/:table_group_id/profiling-runs');
    expect(parentOf(request)).toBe(CALLER.spanId);
    expect(request.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.response.status_code': 202,
    });
    const job = named('process run-profile');
    expect(parentOf(job)).toBe(request.spanContext().spanId);
    expect(job.kind).toBe(SpanKind.CONSUMER);
    expect(job.attributes).toMatchObject({ 'messaging.message.id': id, 'assay.job.attempt': 1 });
    const table = named('profile people');
    expect(parentOf(table)).toBe(job.spanContext().spanId);
    const statements = exporter
      .getFinishedSpans()
      .filter((span) => parentOf(span) === table.spanContext().spanId);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      expect(statement.kind).toBe(SpanKind.CLIENT);
      expect(statement.attributes['db.system.name']).toBe('files');
    }
    const ofTheRun = [request, job, table, ...statements];
    expect(new Set(ofTheRun.map((span) => span.spanContext().traceId))).toEqual(new Set([CALLER.traceId]));
  });

  it('begins with the request when the caller has none, or one that is malformed', async () => {
    const { url, token } = server();
    for (const headers of [{}, { traceparent: '00-garbage' }]) {
      exporter.reset();
      const answer = await fetch(`${url}/api/v1/projects`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
      expect(answer.status).toBe(200);
      expect(parentOf(named('GET /api/v1/projects'))).toBeUndefined();
    }
  });

  it('marks what failed, and holds no SQL and nothing that a database said', async () => {
    const { client } = server();
    const { tableGroupId } = await givenCsvTables(server(), { people: 'id\n1\n' });
    const suite = await client.createTestSuite({ table_group_id: tableGroupId, body: { name: 'suite' } });
    const body = { test_type: 'Condition_Flag', table_name: 'people', custom_query: "nowhere = 'hunter2'" };
    await client.createTestDefinition({ test_suite_id: suite.id, validate: false, body });
    const { id } = await client.submitTestRun({ test_suite_id: suite.id });
    await client.waitForJob(id);
    await expect
      .poll(() => exporter.getFinishedSpans().map(({ name }) => name))
      .toContain('process run-tests');
    const failed = exporter
      .getFinishedSpans()
      .filter(({ attributes }) => attributes['error.type'] === 'TargetError');
    expect(failed.length).toBeGreaterThan(0);
    const told = exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({
      ...{ name, attributes, events, status },
    }));
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });
});
