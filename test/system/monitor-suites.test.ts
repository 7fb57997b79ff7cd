/** Monitor suites belong to the server itself: the routes of suites do not know them. Numbers are those of the conformance list. */
import { expect, it } from 'vitest';
import { describeStoreKinds, makeHome, startAssay } from './support/assay-process.ts';
import { makePlaces } from './support/shop.ts';

describeStoreKinds('a monitor suite', (store) => {
  it('23: is not there on the routes of suites', async () => {
    const home = await makeHome(store);
    const assay = await startAssay(home);
    const places = await makePlaces(assay.client, { type: 'files', config: { path: home.files } });
    const { tableGroupId: table_group_id } = places;
    const monitors = await assay.client.createMonitors({ table_group_id, body: {} });

    const path = `/test-suites/${monitors.id}`;
    const unknown = await assay.request('GET', '/test-suites/00000000-0000-4000-8000-000000000000');
    for (const [method, hidden] of [
      ['POST', `${path}/test-runs`],
      ['POST', `${path}/test-generation`],
      ['GET', `${path}/test-runs`],
      ['GET', `${path}/test-definitions`],
      ['GET', `${path}/test-definition-export`],
      ['GET', path],
      ['PATCH', path],
      ['DELETE', path],
    ] as const) {
      const answer = await assay.request(method, hidden);
      expect(`${method} ${hidden}: ${answer.status}`).toBe(`${method} ${hidden}: 404`);
      expect(answer.text).toBe(unknown.text);
    }
    const ofProject = await assay.client.listProjectTestSuites({ project_code: places.projectCode });
    expect(ofProject).toMatchObject({ items: [{ id: places.testSuiteId }], total: 1 });
    const ofGroup = await assay.client.listTableGroupTestSuites({ table_group_id: places.tableGroupId });
    expect(ofGroup).toMatchObject({ items: [{ id: places.testSuiteId }], total: 1 });
    expect(await assay.client.getMonitors({ table_group_id })).toMatchObject({ id: monitors.id });
    await assay.stop();
    await home.remove();
  });
});
