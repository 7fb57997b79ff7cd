/** Text that is broken JSON: what a test of a path answers then, and that other tests of the table do not suffer. */
import {
  definitionOfExample,
  type ExampleTable,
  isReadyTest,
  planTests,
  TEST_TYPES,
  type TestExample,
} from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMeasurements } from '../index.ts';
import { LIVE_ENGINES, type OpenedEngine } from './live-engines.ts';

const EVENTS: ExampleTable = {
  table: 'events',
  columns: { body: 'text' },
  rows: [['{"id": 1}'], ['{"id": '], ['n/a'], [null]],
};
const SCHEMA = 'log';
const PARAMETERS: Readonly<Record<string, TestExample['parameters']>> = {
  Json_Path: { baseline_value: 'id' },
  Required: {},
};

describe.each(LIVE_ENGINES.filter(({ strategy }) => strategy !== 'pull'))(
  'broken JSON on $name',
  (engine) => {
    if (!engine.available()) return it.skip('PostgreSQL is not installed');
    let opened: OpenedEngine;
    beforeAll(async () => {
      opened = await engine.open([{ schema: SCHEMA, tables: [EVENTS] }]);
    });
    afterAll(() => opened?.close());

    it('costs at most the test of the path', async () => {
      const definitions = TEST_TYPES.filter(({ key }) => key in PARAMETERS).map((type) =>
        definitionOfExample(
          type,
          { ...type.examples[0]!, tables: [EVENTS], column: 'body', parameters: PARAMETERS[type.key]! },
          SCHEMA,
        ),
      );
      const tables = await opened.target.describe(SCHEMA, null);
      const planned = planTests(definitions, TEST_TYPES, { runAt: '2025-07-01T00:00:00Z', tables });
      const requests = planned.filter(isReadyTest).map(({ request }) => request);
      const [path, required] = await runMeasurements(opened.target, requests, opened.options, {
        signal: new AbortController().signal,
      });
      expect(required).toMatchObject({ values: { missing: 1 } });
      if (engine.strategy === 'in_place') expect(path).toMatchObject({ values: { found: 2 } });
      else expect(path).toMatchObject({ error: expect.stringContaining('json') });
    });
  },
);
