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

/** Types whose measure counts rows, or values with their rows: what they show must be what they count. */
const COUNTING: ReadonlySet<string> = new Set(
  (
    'Constant Email_Format Future_Date Future_Date_1Y LOV_Match Min_Date Min_Val Pattern_Match Required US_State ' +
    'Valid_Characters Valid_Month Valid_US_Zip Valid_US_Zip3 Value_Range Date_Range Text_Length_Range Not_Blank ' +
    'Column_Comparison Conditional_Required'
  ).split(' '),
);
/** Whatever the threshold: tolerated findings are shown too. */
const counted = TEST_TYPES.filter(({ key }) => COUNTING.has(key)).flatMap((type) =>
  type.examples
    .filter(({ expect: { measure } }) => typeof measure === 'number' && measure > 0)
    .map((example, index) => ({
      says: `${type.key}: ${example.says}`,
      type,
      example,
      schema: `counted_${type.key.toLowerCase()}_${index}`,
    })),
);
const PERIODS = ['Daily_Record_Ct', 'Weekly_Rec_Ct', 'Monthly_Rec_Ct'];
const gaps = TEST_TYPES.filter(({ key }) => PERIODS.includes(key)).map((type) => ({
  type,
  example: type.examples[0]!,
  schema: `gaps_${type.key.toLowerCase()}`,
}));

describe.each(LIVE_ENGINES.filter(({ strategy }) => strategy !== 'pull'))(
  'what is shown is what is counted on $name',
  (engine) => {
    if (!engine.available()) return it.skip('PostgreSQL is not installed');
    let opened: OpenedEngine;
    beforeAll(async () => {
      const examples = [...counted, ...gaps];
      opened = await engine.open(examples.map(({ schema, example }) => ({ schema, tables: example.tables })));
    });
    afterAll(() => opened?.close());

    it('by every type that counts rows', () => {
      expect(new Set(counted.map(({ type }) => type.key))).toEqual(COUNTING);
    });

    it.each(counted)('$says', async ({ type, example, schema }) => {
      const rows = await rowsShown(opened, type, example, schema);
      const shown = rows.reduce((sum, { row_count = 1 }) => sum + Number(row_count), 0);
      expect(shown).toBe(example.expect.measure);
    });

    it('by missing days, months and weeks: the pauses, the longest first', async () => {
      const shown = [];
      for (const { type, example, schema } of gaps) {
        const rows = await rowsShown(opened, type, example, schema);
        shown.push(
          rows.map((row) => [day(row.d), Number(row.row_count), day(row.next), Number(row.days_until_next)]),
        );
      }
      expect(shown).toEqual([
        [
          ['2024-01-04', 1, '2024-01-07', 3],
          ['2024-01-02', 1, '2024-01-04', 2],
        ],
        [['2024-01-01', 1, '2024-03-01', 60]],
        [['2024-01-01', 1, '2024-01-15', 14]],
      ]);
    });
  },
);

const day = (moment: unknown) => String(moment).slice(0, 10);
