import { HYGIENE_TYPES, TEST_TYPES } from '@assay/checks';
import { beforeAll, expect, it } from 'vitest';
import { type GivenTables, givenCsvTables } from '../testing/given-tables.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';

describeServers('test suites', (given) => {
  let server: TestServer;
  let tables: GivenTables;
  beforeAll(async () => {
    server = given();
    tables = await givenCsvTables(server, { orders: 'id\n1\n' });
  });
  const add = (name: string, body: { severity?: 'Log' | 'Warning' | 'Fail'; description?: string } = {}) =>
    server.client.createTestSuite({ table_group_id: tables.tableGroupId, body: { name, ...body } });

  it('are made, read, changed and deleted', async () => {
    const made = await add('one', { severity: 'Warning', description: 'first' });
    expect(made).toMatchObject({
      project_code: tables.projectCode,
      table_group_id: tables.tableGroupId,
      severity: 'Warning',
    });
    const changed = await server.client.updateTestSuite({ test_suite_id: made.id, body: { severity: null } });
    expect(changed).toMatchObject({ name: 'one', description: 'first', severity: null });
    expect(await server.client.getTestSuite({ test_suite_id: made.id })).toEqual(changed);
    await server.client.deleteTestSuite({ test_suite_id: made.id });
    await expect(server.client.getTestSuite({ test_suite_id: made.id })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('are listed by name, for a table group and for a project', async () => {
    await add('b');
    await add('a');
    const ofGroup = await server.client.listTableGroupTestSuites({ table_group_id: tables.tableGroupId });
    expect(ofGroup.items.map(({ name }) => name)).toEqual(['a', 'b']);
    const ofProject = await server.client.listProjectTestSuites({
      project_code: tables.projectCode,
      limit: 1,
    });
    expect(ofProject).toMatchObject({ total: 2, items: [{ name: 'a' }] });
  });

  it('say how bounds are predicted: with medium sensitivity after 20 results, unless told otherwise', async () => {
    const made = await add('prediction');
    expect(made).toMatchObject({ predict_sensitivity: 'medium', predict_min_lookback: 20 });
    const change = (body: { predict_sensitivity?: 'high'; predict_min_lookback?: number }) =>
      server.client.updateTestSuite({ test_suite_id: made.id, body });
    expect(await change({ predict_sensitivity: 'high' })).toMatchObject({
      predict_sensitivity: 'high',
      predict_min_lookback: 20,
    });
    expect(await change({ predict_min_lookback: 50 })).toMatchObject({ predict_min_lookback: 50 });
    await expect(change({ predict_min_lookback: 9 })).rejects.toMatchObject({ status: 422 });
  });

  it('say in which time zone, and on which days nothing is expected', async () => {
    const made = await add('calendar');
    expect(made).toMatchObject({
      predict_time_zone: 'UTC',
      predict_exclude_weekends: false,
      predict_holiday_codes: [],
    });
    const change = (body: Parameters<typeof server.client.updateTestSuite>[0]['body']) =>
      server.client.updateTestSuite({ test_suite_id: made.id, body });
    expect(
      await change({
        predict_time_zone: 'America/New_York',
        predict_exclude_weekends: true,
        predict_holiday_codes: ['US', 'NYSE'],
      }),
    ).toMatchObject({ predict_time_zone: 'America/New_York', predict_holiday_codes: ['US', 'NYSE'] });
    const wrong = {
      predict_time_zone: 'Europe/Atlantis',
      predict_holiday_codes: ['DE' as const, 'XX' as 'US'],
    };
    await expect(change(wrong)).rejects.toMatchObject({
      status: 422,
      errors: [
        { path: 'body.predict_time_zone', detail: expect.stringContaining('such as Europe/Berlin') },
        { path: 'body.predict_holiday_codes.1', detail: expect.stringMatching(/AT, .*XETRA/) },
      ],
    });
  });

  it('have names of their own in a project', async () => {
    const taken = await add('taken');
    const other = await add('other');
    await expect(add('taken')).rejects.toMatchObject({ status: 409 });
    const rename = (name: string) =>
      server.client.updateTestSuite({ test_suite_id: other.id, body: { name } });
    await expect(rename(taken.name)).rejects.toMatchObject({ status: 409 });
    expect(await rename('free')).toMatchObject({ name: 'free' });
  });

  it('know only the severities that results know', async () => {
    const wrong = { severity: 'Failed' as 'Fail' };
    await expect(add('severe', wrong)).rejects.toMatchObject({ status: 422 });
  });

  it('can be filled from a catalog of test types, next to one of hygiene issue types', async () => {
    const types = await server.client.listTestTypes();
    expect(types.total).toBe(TEST_TYPES.length);
    expect(types.items.find(({ key }) => key === 'Required')).toMatchObject({
      scope: 'column',
      default_severity: 'Fail',
      parameters: [{ field: 'threshold_value' }],
      generated_when: expect.any(String),
    });
    expect((await server.client.listHygieneIssueTypes()).total).toBe(HYGIENE_TYPES.length);
  });
});
