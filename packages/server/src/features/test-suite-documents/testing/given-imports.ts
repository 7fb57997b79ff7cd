/** Suites of one profiled table group, and documents to import into them. */
import type { ImportResult, TestSuiteImport } from '@assay/contract';
import { completed, givenCsvTables } from '../../testing/given-tables.ts';
import type { TestServer } from '../../testing/server-for-test.ts';

type Body = Parameters<TestServer['client']['importTestDefinitions']>[0]['body'];
export type Entry = Body['payload']['definitions'][number];

const FILE_DATE = '2020-02-02T02:02:02.000Z';
export const externalId = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

/** A generated test of a column of t1. */
export const auto = (test_type: string, column_name: string, more: Partial<Entry> = {}): Entry => ({
  test_type,
  table_name: 't1',
  column_name,
  last_auto_gen_date: FILE_DATE,
  ...more,
});

/** A test made by hand; null = without an external id. */
export const manual = (external: number | null, more: Partial<Entry> = {}): Entry => ({
  test_type: 'CUSTOM',
  ...(external === null ? {} : { external_id: externalId(external) }),
  custom_query: 'SELECT 1',
  ...more,
});

/** `<position> <action>/<reason>` of every test that the result names. */
export const shortly = ({ items }: ImportResult): string[] =>
  items.flatMap(({ action, reason, tds }) => tds.map(({ idx }) => `${idx} ${action}/${reason}`));

/** Tables t1 (c1, c2, c3) and t2 (c1) are in the catalog. Gives a function that makes a suite with some tests. */
export async function givenImports(server: TestServer) {
  const { client } = server;
  const tables = await givenCsvTables(server, { t1: 'c1,c2,c3\na,1,x\nb,2,y\n', t2: 'c1\n1\n' });
  await completed(server, await client.submitProfilingRun({ table_group_id: tables.tableGroupId }));
  let made = 0;
  return async (...definitions: Entry[]) => {
    const { id } = await client.createTestSuite({
      table_group_id: tables.tableGroupId,
      body: { name: `imported ${made++}` },
    });
    const bring = (
      entries: Entry[],
      config: Partial<Body['config']> = {},
      payload: Partial<TestSuiteImport['payload']> = {},
    ) =>
      client.importTestDefinitions({
        test_suite_id: id,
        body: {
          config: {
            mode: 'apply',
            on_match: 'overwrite_all',
            on_new: 'create',
            on_absence: 'do_nothing',
            ...config,
          },
          payload: { ...payload, definitions: entries },
        },
      });
    if (definitions.length > 0) await bring(definitions);
    const list = async () => (await client.listTestDefinitions({ test_suite_id: id, limit: 100 })).items;
    const find = async (testType: string, column: string | null = null) =>
      (await list()).find((test) => test.test_type === testType && test.column_name === column);
    return { id, bring, list, find };
  };
}
