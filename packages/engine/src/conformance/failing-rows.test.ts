/** What test types show of a failure can be asked of every engine, and is there when something was found. */
import {
  definitionOfExample,
  EXAMPLE_RUN_AT,
  isReadyTest,
  planTests,
  TEST_TYPES,
  type TestExample,
  type TestType,
} from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRows } from '../index.ts';
import { LIVE_ENGINES, type OpenedEngine } from './live-engines.ts';

const ENOUGH_ROWS = 100;

/** Failures with something to point at. SQL of a user names tables bare; test-types.test.ts runs it. */
const cases = TEST_TYPES.filter(
  ({ failingRows, scope }) => failingRows !== null && scope !== 'custom',
).flatMap((type) =>
  type.examples
    .filter(({ expect: { status, measure } }) => status !== 'Passed' && measure !== null)
    .map((example, index) => ({
      says: `${type.key}: ${example.says}`,
      type,
      example,
      schema: `${type.key.toLowerCase()}_${index}`,
    })),
);

async function rowsShown(opened: OpenedEngine, type: TestType, example: TestExample, schema: string) {
  const [test] = planTests([definitionOfExample(type, example, schema)], [type], {
    runAt: example.runAt ?? EXAMPLE_RUN_AT,
    tables: await opened.target.describe(schema, null),
  });
  if (test === undefined || !isReadyTest(test)) throw new Error(test?.problem ?? 'it asks nothing');
  const listing = type.failingRows!(test.definition, test.context);
  return (await listRows(opened.target, listing, ENOUGH_ROWS, opened.options)).rows;
}

describe.each(LIVE_ENGINES.filter(({ strategy }) => strategy !== 'pull'))(
  'failing rows on $name',
  (engine) => {
    if (!engine.available()) return it.skip('PostgreSQL is not installed');
    let opened: OpenedEngine;
    beforeAll(async () => {
      opened = await engine.open(cases.map(({ schema, example }) => ({ schema, tables: example.tables })));
    });
    afterAll(() => opened?.close());

    it.each(cases)('$says', async ({ type, example, schema }) => {
      expect(await rowsShown(opened, type, example, schema)).not.toEqual([]);
    });
  },
);
