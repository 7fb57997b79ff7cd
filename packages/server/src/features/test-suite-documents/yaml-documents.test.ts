import type { ErrorBody, ImportResult } from '@assay/contract';
import { beforeAll, expect, it } from 'vitest';
import { readYaml } from '../../http/yaml/read-yaml.ts';
import { describeServers, type TestServer } from '../testing/server-for-test.ts';
import { auto, externalId, givenImports, manual, shortly } from './testing/given-imports.ts';

describeServers('a document in YAML', (given) => {
  let server: TestServer;
  let givenSuite: Awaited<ReturnType<typeof givenImports>>;
  beforeAll(async () => {
    server = given();
    givenSuite = await givenImports(server);
  });

  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${server.token}`, ...init.headers },
    });
  const fetchExport = (suiteId: string, query = '', accept = '*/*') =>
    call(`/test-suites/${suiteId}/test-definition-export${query}`, { headers: { accept } });
  const send = (suiteId: string, body: string, type = 'application/yaml') =>
    call(`/test-suites/${suiteId}/test-definition-import`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
  const CONFIG = 'config: {mode: apply, on_match: overwrite_all, on_new: create, on_absence: do_nothing}\n';
  /** As the guide says: a file is indented below `payload`. */
  const around = (document: string) => `${CONFIG}payload:\n${document.replaceAll(/^(?=.)/gm, '  ')}`;

  const tests = () => [
    auto('Required', 'c1', { threshold_value: '0123', lock_refresh: true }),
    auto('LOV_Match', 'c2', { baseline_value: "('no','on','12:30')", flagged: true }),
    manual(1, { custom_query: 'SELECT *\n  FROM t1\n WHERE c1 = $$it\'s "so"$$', skip_errors: 2 }),
  ];

  it('is sent to those who ask for it, and JSON to all others', async () => {
    const suite = await givenSuite(...tests());
    const inYaml = await fetchExport(suite.id, '', 'application/yaml');
    expect(inYaml.headers.get('content-type')).toBe('application/yaml');
    expect(inYaml.headers.get('vary')).toBe('Accept');
    const text = await inYaml.text();
    expect(text).toMatch(/^version: 1\nomitted_fields: "default"\nsource:\n {2}project_code: "/);
    expect(text).toContain('    threshold_value: "0123"\n');
    expect(text).toContain('    custom_query: |-\n      SELECT *\n        FROM t1\n');
    const answers = [
      fetchExport(suite.id, '?format=yaml'),
      fetchExport(suite.id, '?format=json', 'application/yaml'),
      fetchExport(suite.id),
    ];
    const types = (await Promise.all(answers)).map(({ headers }) => headers.get('content-type'));
    expect(types.map((type) => type?.split(';')[0])).toEqual([
      'application/yaml',
      'application/json',
      'application/json',
    ]);
    expect((await fetchExport(suite.id, '?format=xml')).status).toBe(422);
  });

  it('holds what the same in JSON holds, and makes the same tests', async () => {
    const suite = await givenSuite(...tests());
    const text = await (await fetchExport(suite.id, '?format=yaml')).text();
    const document = await server.client.exportTestDefinitions({ test_suite_id: suite.id });
    const reading = readYaml(text);
    expect(reading).toMatchObject({ ok: true, value: { definitions: document.definitions } });
    const other = await givenSuite();
    const answer = await send(other.id, around(text));
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect([answer.status, await answer.json()]).toMatchObject([200, { summary: { created: 3 } }]);
    const copy = await server.client.exportTestDefinitions({ test_suite_id: other.id });
    const undated = (definitions: typeof document.definitions) =>
      definitions.map(({ last_auto_gen_date, ...definition }) => ({
        ...definition,
        generated: last_auto_gen_date !== undefined,
      }));
    expect(undated(copy.definitions)).toEqual(undated(document.definitions));
  });

  it('may be written by hand', async () => {
    const suite = await givenSuite();
    const answer = await send(
      suite.id,
      `${CONFIG}payload:
  definitions:
    # every row has its key
    - {test_type: Required, table_name: t1, column_name: c1, external_id: ${externalId(1)}}
    - test_type: LOV_Match
      table_name: t1
      column_name: c3
      external_id: ${externalId(2)}
      baseline_value: ('x','y')
      threshold_value: 007
      test_description: no
    - test_type: CUSTOM
      external_id: ${externalId(3)}
      custom_query: |
        SELECT 1
        WHERE false;
`,
      'text/yaml; charset=utf-8',
    );
    expect(shortly((await answer.json()) as ImportResult)).toEqual([
      '0 create/no_match',
      '1 create/no_match',
      '2 create/no_match',
    ]);
    expect(await suite.find('LOV_Match', 'c3')).toMatchObject({
      threshold_value: '007',
      test_description: 'no',
    });
    expect(await suite.find('CUSTOM')).toMatchObject({ custom_query: 'SELECT 1\nWHERE false' });
  });

  it('has the mistakes of JSON at the same places, and those of YAML by line and column', async () => {
    const suite = await givenSuite();
    const wrong = await send(suite.id, `${CONFIG}payload: {definitions: [{test_type: 7, skip_errors: 010}]}`);
    expect(wrong.status).toBe(422);
    const { errors } = (await wrong.json()) as ErrorBody;
    expect(errors.map(({ path }) => path)).toEqual([
      'body.payload.definitions.0.skip_errors',
      'body.payload.definitions.0.test_type',
    ]);
    const malformed = await send(suite.id, `${CONFIG}payload:\n  definitions: [\n`);
    expect([malformed.status, await malformed.json()]).toMatchObject([
      422,
      {
        errors: [
          { code: 'invalid_request', path: 'body', detail: expect.stringMatching(/^Line 4, column \d+:/) },
        ],
      },
    ]);
    const empty = await send(suite.id, '');
    expect([empty.status, await empty.json()]).toMatchObject([422, { errors: [{ path: 'body' }] }]);
    expect(await suite.list()).toEqual([]);
  });

  it('is read where it is offered, and nowhere else', async () => {
    const suite = await givenSuite();
    const other = await send(suite.id, '<xml/>', 'application/xml');
    expect([other.status, await other.json()]).toMatchObject([
      415,
      { errors: [{ detail: expect.stringContaining('JSON or YAML') }] },
    ]);
    const body = 'test_type: Required';
    const elsewhere = await call(`/test-suites/${suite.id}/test-definitions`, {
      method: 'POST',
      headers: { 'content-type': 'application/yaml' },
      body,
    });
    expect(elsewhere.status).toBe(415);
  });
});
