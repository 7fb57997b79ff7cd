/** Monitor suites belong to the server itself: the routes of suites do not know them. Numbers are those of the conformance list. */
import { join } from 'node:path';
import { openStore } from '@assay/server';
import { expect, it } from 'vitest';
import { type AssayHome, describeStoreKinds, makeHome, startAssay } from './support/assay-process.ts';
import { makePlaces } from './support/shop.ts';

describeStoreKinds('a monitor suite', (store) => {
  it('23: is not there on the routes of suites', async () => {
    const home = await makeHome(store);
    const first = await startAssay(home);
    const places = await makePlaces(first.client, { type: 'files', config: { path: home.files } });
    await first.stop();
    await makeMonitorSuite(home, places.testSuiteId);

    const assay = await startAssay(home);
    const path = `/test-suites/${places.testSuiteId}`;
    const unknown = await assay.request('GET', '/test-suites/00000000-0000-4000-8000-000000000000');
    for (const [method, hidden] of [
      ['POST', `${path}/test-runs`],
      ['POST', `${path}/test-generation`],
      ['GET', `${path}/test-runs`],
      ['GET', `${path}/test-definitions`],
      ['GET', path],
      ['DELETE', path],
    ] as const) {
      const answer = await assay.request(method, hidden);
      expect(`${method} ${hidden}: ${answer.status}`).toBe(`${method} ${hidden}: 404`);
      expect(answer.text).toBe(unknown.text);
    }
    const ofProject = await assay.client.listProjectTestSuites({ project_code: places.projectCode });
    expect(ofProject).toMatchObject({ items: [], total: 0 });
    const ofGroup = await assay.client.listTableGroupTestSuites({ table_group_id: places.tableGroupId });
    expect(ofGroup).toMatchObject({ items: [], total: 0 });
    await assay.stop();
    await home.remove();
  });
});

/** No route makes one yet, so it is made in the store while no process serves it. */
async function makeMonitorSuite(home: AssayHome, testSuiteId: string): Promise<void> {
  const { store } = await openStore({
    databaseUrl: home.database?.url ?? null,
    home: join(home.folder, 'home'),
    maxConnections: 2,
    onError: () => undefined,
  });
  await store.db.updateTable('test_suite').set({ is_monitor: true }).where('id', '=', testSuiteId).execute();
  await store.close();
}
