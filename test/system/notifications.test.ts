/** What was committed is told, also by a process that comes after the one that committed it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  type AssayHome,
  type AssayProcess,
  describeStoreKinds,
  makeHome,
  startAssay,
} from './support/assay-process.ts';
import { makePlaces, type ShopPlaces, writeShopFiles } from './support/shop.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

describeStoreKinds('a webhook', (store) => {
  let home: AssayHome;
  let receiver: Server;
  let answersWith = 204;
  const received: { readonly id: unknown; readonly body: string }[] = [];
  const running = new Set<AssayProcess>();
  beforeAll(async () => {
    home = await makeHome(store);
    writeShopFiles(home.files);
    receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      received.push({ id: request.headers['webhook-id'], body });
      response.writeHead(answersWith).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    for (const assay of running) await assay.kill();
    receiver.closeAllConnections();
    receiver.close();
    await home.remove();
  });

  const start = async () => {
    const assay = await startAssay(home, { environment: { ASSAY_ALLOW_PRIVATE_WEBHOOKS: '127.0.0.1' } });
    running.add(assay);
    return assay;
  };
  const kill = async (assay: AssayProcess) => {
    running.delete(assay);
    await assay.kill();
  };
  const subscribe = async (assay: AssayProcess): Promise<ShopPlaces> => {
    const places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    const { port } = receiver.address() as AddressInfo;
    await assay.client.createWebhook({
      project_code: places.projectCode,
      body: { name: 'orchestrator', url: `http://127.0.0.1:${port}/` },
    });
    return places;
  };

  it('gets the end of a run from the next process when the first was killed before it could tell', async () => {
    answersWith = 503;
    const first = await start();
    const { testSuiteId } = await subscribe(first);
    const { id } = await first.client.submitTestRun({ test_suite_id: testSuiteId });
    expect((await first.client.waitForJob(id)).status).toBe('completed');
    await vi.waitFor(() => expect(received).toHaveLength(1), PATIENCE);
    await kill(first);

    answersWith = 204;
    await start();
    // The killed process may have recorded its attempt or not: the next one follows within 5 seconds or 45.
    await vi.waitFor(() => expect(received).toHaveLength(2), { timeout: 60_000, interval: 50 });
    expect(received[1]).toEqual(received[0]);
    expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'run.finished', data: { job: { id } } });
  });
});
