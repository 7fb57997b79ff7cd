import { createClient, type JobEvent } from '@assay/contract';
import { postgresAvailable } from '@assay/test-support';
import { describe, expect, it, onTestFinished } from 'vitest';
import { composeFeatures } from '../../compose.ts';
import { startServer } from '../../start-server.ts';
import { givenCsvTables } from '../testing/given-tables.ts';
import { startServerForTest, type TestServer } from '../testing/server-for-test.ts';
import { gate, piecesDone, scriptedWorker } from './testing/scripted-worker.ts';

const WHOLE_STORY = ['pending', 'claimed', 'running', 'progress 40', 'progress 100', 'completed', 'end'];

function summaryOf({ event, data }: JobEvent): string {
  if (event === 'progress') return `progress ${data.percent}`;
  return event === 'status' ? data.status : event;
}

async function serverForTest(overrides: Parameters<typeof startServerForTest>[1] = {}): Promise<TestServer> {
  const server = await startServerForTest('postgresql', { workerSlots: 0, ...overrides });
  onTestFinished(() => server.close());
  return server;
}

async function submittedOn(server: TestServer): Promise<string> {
  const { tableGroupId } = await givenCsvTables(server, { orders: 'id\n1\n' });
  return (await server.client.submitProfilingRun({ table_group_id: tableGroupId })).id;
}

describe.runIf(postgresAvailable())('watching a job of several servers on one store', () => {
  it('tells on one server what happens on another', async () => {
    const first = await serverForTest();
    const second = await serverForTest({ databaseUrl: first.config.databaseUrl });
    const id = await submittedOn(first);
    const seen = gate();
    await scriptedWorker(first, async (_, { progress }) => {
      progress(piecesDone(40));
      await seen.opened;
    });
    const told: string[] = [];
    for await (const event of second.client.watchJob(id)) {
      told.push(summaryOf(event));
      if (event.event === 'progress') seen.open();
    }
    expect(told).toEqual(WHOLE_STORY);
  });

  it('outlives the server that it began with', async () => {
    const owner = await serverForTest();
    const id = await submittedOn(owner);
    const restarted = gate();
    await scriptedWorker(owner, async (_, { progress }) => {
      progress(piecesDone(40));
      await restarted.opened;
    });
    const start = (port: number) =>
      startServer({ ...owner.config, port }, { version: '0.0.0-test', modules: composeFeatures });
    const before = await start(0);
    const port = Number(new URL(before.url).port);
    const client = createClient({ url: before.url, token: owner.token });
    const told: string[] = [];
    for await (const event of client.watchJob(id)) {
      told.push(summaryOf(event));
      if (summaryOf(event) !== 'progress 40') continue;
      // Would never resolve if the server waited for the job.
      await before.close();
      const after = await start(port);
      onTestFinished(() => after.close());
      restarted.open();
    }
    expect(told).toEqual(WHOLE_STORY);
  });
});
