/** The demo: what a newcomer sees first, and whether what it planted is found. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HYGIENE_TYPES, TEST_TYPES } from '@assay/checks';
import type { HygieneIssue, TestResult } from '@assay/contract';
import type { DemoManifest, PlantedProblem } from '@assay/demo-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssayProcess, startAssay } from './support/assay-process.ts';
import { runAssay } from './support/run-assay.ts';

describe('the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-demo-'));
  const runDemo = () => runAssay(folder, ['demo', '--exit'], { ASSAY_PORT: '0' });
  let assay: AssayProcess | undefined;
  afterAll(async () => {
    await assay?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('profiles, generates, tests and tells, twice in a row', () => {
    for (let round = 0; round < 2; round++) {
      const { status, stdout, stderr } = runDemo();
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(stdout).toMatch(/Profiling score \d+\.\d {2}5 tables, \d+ columns, 49,900 rows/);
      expect(stdout).toContain('Variant Codings for Same Values');
      expect(stdout).toMatch(/The suite holds \d+ tests\./);
      expect(stdout).toMatch(/Tests: \d+ passed, \d+ failed/);
      expect(stdout).toContain('Invalid emails: 60, Threshold: 0');
    }
  });

  describe('finds what was planted', () => {
    const manifest = () =>
      JSON.parse(readFileSync(join(folder, '.assay/demo-data/manifest.json'), 'utf8')) as DemoManifest;
    let issues: HygieneIssue[];
    let results: TestResult[];
    let pii: Map<string, string | undefined>;
    beforeAll(async () => {
      const home = { folder, files: folder, database: null, remove: async () => {} };
      assay = await startAssay(home, { environment: { ASSAY_HOME: join(folder, '.assay/demo') } });
      const { client } = assay;
      const groups = await client.listTableGroups({ project_code: 'DEMO' });
      const tableGroup = { table_group_id: groups.items[0]?.id as string };
      const profile = (await client.listProfilingRuns(tableGroup)).items[0]?.id as string;
      const suite = (await client.listTableGroupTestSuites(tableGroup)).items[0]?.id as string;
      const tests = (await client.listTestRuns({ test_suite_id: suite })).items[0]?.id as string;
      issues = await everything((page) => client.listHygieneIssues({ job_id: profile, page, limit: 100 }));
      results = await everything((page) => client.listTestResults({ job_id: tests, page, limit: 100 }));
      const columns = await everything((page) =>
        client.listColumnProfiles({ job_id: profile, page, limit: 100 }),
      );
      pii = new Map(columns.map(({ table, column, pii }) => [`${table}.${column}`, pii?.type]));
    });

    const hygieneKeys = new Set<string>(HYGIENE_TYPES.map(({ key }) => key));
    const testKeys = new Set<string>(TEST_TYPES.map(({ key }) => key));
    const concerns = (problem: PlantedProblem, place: { table: string | null; column: string | null }) =>
      // Findings across tables, or across the dates of one, name what they have in common.
      (place.table === problem.table || place.table === '(multi-table)') &&
      (problem.column === null ||
        place.column === null ||
        place.column === '(multi-column)' ||
        place.column.split(', ').includes(problem.column));

    it('as hygiene issues', () => {
      const planted = manifest().problems.filter(
        ({ expect: { hygiene_issue: key } }) => key && hygieneKeys.has(key),
      );
      expect(planted.length).toBeGreaterThan(20);
      const missed = planted.filter(
        (problem) =>
          !issues.some(
            (issue) => issue.issue_type === problem.expect.hygiene_issue && concerns(problem, issue),
          ),
      );
      expect(missed.map(({ id, expect: { hygiene_issue } }) => `${id}: ${hygiene_issue}`)).toEqual([]);
    });

    it('as personal data', () => {
      const planted = manifest().problems.filter(({ expect: { pii: type } }) => type);
      expect(planted.length).toBeGreaterThan(3);
      const missed = planted.filter(
        (problem) => pii.get(`${problem.table}.${problem.column}`) !== problem.expect.pii,
      );
      expect(missed.map(({ id }) => id)).toEqual([]);
    });

    it('as failing tests, with the number of cells that were planted', async () => {
      const { client } = assay as AssayProcess;
      const { id: connection_id } = (await client.listConnections({ project_code: 'DEMO' })).items[0] as {
        id: string;
      };
      const group = await client.createTableGroup({
        project_code: 'DEMO',
        body: { name: 'Rules', connection_id, schema: 'main', exclude: ['manifest'] },
      });
      const suite = await client.createTestSuite({ table_group_id: group.id, body: { name: 'Rules' } });
      const planted = manifest().problems.filter(({ id }) => id in RULES);
      expect(planted.map(({ id }) => id).sort()).toEqual(Object.keys(RULES).sort());
      for (const {
        id,
        table,
        column,
        expect: { test },
      } of planted) {
        await client.createTestDefinition({
          test_suite_id: suite.id,
          body: {
            test_type: test as string,
            table_name: table,
            column_name: column,
            test_description: id,
            ...RULES[id],
          },
        });
      }
      const { id: run } = await client.submitTestRun({ test_suite_id: suite.id, wait: 60 });
      const ruled = await everything((page) => client.listTestResults({ job_id: run, page, limit: 100 }));
      const found = (problem: PlantedProblem) =>
        [...ruled, ...results].find(
          (result) =>
            result.test_type === problem.expect.test &&
            concerns(problem, result) &&
            result.status !== 'Passed',
        )?.measure;
      const expected = manifest().problems.filter(({ expect: { test } }) => test !== undefined);
      expect(expected.every(({ expect: { test } }) => testKeys.has(test as string))).toBe(true);
      const counted = expected.map((problem) => [problem.id, found(problem)]);
      expect(counted).toEqual(expected.map(({ id, cells }) => [id, COUNTED_OTHERWISE[id] ?? cells]));
    });
  });
});

/**
 * Rules that only a person can know: tests generated from a profile take the state they saw for the normal one.
 * Problems that are left out here are found by the generated tests.
 */
const RULES: Readonly<Record<string, Record<string, string>>> = {
  'customers.birth_date.unlikely_dates': { baseline_value: '1900-01-01' },
  'customers.loyalty_number.odd_pattern': { baseline_value: '[A-Z]-[0-9]{6}' },
  'customers.customer_id.repeated_key': {},
  'products.unit_price.wrong_amounts': { custom_query: 'unit_price > 50 * TRY_CAST(unit_cost AS DOUBLE)' },
  'products.supplier_id.orphans': reference('suppliers', 'supplier_id'),
  'orders.shipped_on.unlikely_dates': {},
  'orders.shipped_on.wrong_order_of_dates': { custom_query: 'shipped_on < order_date' },
  'orders.quantity.wrong_amounts': { baseline_value: '0' },
  'orders.total_amount.wrong_amounts': {
    custom_query: 'abs(total_amount - quantity * unit_price * (1 - discount_pct / 100)) > 0.02',
  },
  'orders.order_status.variant_codings': { baseline_value: "('delivered','cancelled','shipped','open')" },
  'orders.ship_zip3.malformed': {},
  'orders.order_date.missing_days': {},
  'payments.order_id.orphans': reference('orders', 'order_id'),
};

function reference(table: string, column: string): Record<string, string> {
  return { match_schema_name: 'main', match_table_name: table, match_groupby_names: column };
}

/** Where a test counts otherwise than cell by cell. */
const COUNTED_OTHERWISE: Readonly<Record<string, number>> = {
  // The 24 customers that are there twice repeat their keys too.
  'customers.customer_id.repeated_key': 12 + 24,
  // Every copy of a row is counted, the first one too.
  'customers.*.duplicate_rows': 2 * 24,
  'orders.*.duplicate_rows': 2 * 50,
  'payments.*.duplicate_rows': 2 * 40,
  // Customers that are missing, not orders that miss one.
  'orders.customer_id.orphans': 72,
};

async function everything<Item>(
  fetchPage: (page: number) => Promise<{ items: readonly Item[]; total: number }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let page = 1; ; page++) {
    const { items, total } = await fetchPage(page);
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}
