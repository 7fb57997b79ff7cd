import { aggregateIdentity } from '@assay/dialects';
import { describe, expect, it } from 'vitest';
import type { KnownTable } from './known-tables.ts';
import { isReadyTest, type PlannedTest, planTests, type ReadyTest } from './plan-tests.ts';
import { NO_PARAMETERS, type TestDefinition, type TestParameters } from './test-definition.ts';
import { TEST_TYPES } from './test-types/catalog.generated.ts';

const column = (name: string): KnownTable['columns'][number] => ({
  name,
  generalType: 'A',
  columnType: 'varchar(65535)',
  isDecimal: false,
});
const TABLES: readonly KnownTable[] = [
  { schema: 'shop', table: 'Orders', columns: ['id', 'ID', 'Status', 'a,b'].map(column) },
  { schema: 'ref', table: 'states', columns: ['code'].map(column) },
];

function define(
  testType: string,
  place: { table?: string | null; column?: string | null },
  parameters: Partial<TestParameters> = {},
): TestDefinition {
  return {
    id: `${testType} ${place.column}`,
    testType,
    schema: 'shop',
    table: place.table === undefined ? 'Orders' : place.table,
    column: place.column ?? null,
    parameters: { ...NO_PARAMETERS, ...parameters },
    severity: null,
  };
}
const plan = (...definitions: TestDefinition[]): readonly PlannedTest[] =>
  planTests(definitions, TEST_TYPES, { runAt: '2024-03-10T12:00:00Z', tables: TABLES });
const ready = (definition: TestDefinition): ReadyTest => {
  const [test] = plan(definition);
  if (test === undefined || !isReadyTest(test)) throw new Error(test?.problem ?? 'it asks nothing');
  return test;
};
const problem = (definition: TestDefinition): string | null => plan(definition)[0]!.problem;

describe('planning', () => {
  it('spells names as the target does, and prefers the exact spelling', () => {
    const { definition, request } = ready(define('Required', { table: 'ORDERS', column: 'status' }));
    expect(definition).toMatchObject({ table: 'Orders', column: 'Status' });
    expect(request).toMatchObject({ kind: 'aggregates', table: { schema: 'shop', table: 'Orders' } });
    expect(ready(define('Required', { column: 'ID' })).definition.column).toBe('ID');
  });

  it('does not split the name of one column at its comma', () => {
    expect(ready(define('Required', { column: 'A,B' })).definition.column).toBe('a,b');
  });

  it('resolves column lists and the reference table', () => {
    const { definition, request } = ready(
      define(
        'Combo_Match',
        { column: 'STATUS' },
        { match_schema_name: 'REF', match_table_name: 'States', match_groupby_names: '"CODE"' },
      ),
    );
    expect(definition.column).toBe('Status');
    expect(request).toMatchObject({
      query: {
        columns: ['Status'],
        reference: { table: { schema: 'ref', table: 'states' } },
        referenceColumns: ['code'],
      },
    });
  });

  it('lets tests of one table share what they ask for', () => {
    const [unique, rows] = [
      ready(define('Unique', { column: 'id' })),
      ready(define('Row_Ct', {}, { threshold_value: '1' })),
    ].map(({ request }) => (request.kind === 'aggregates' ? request.aggregates : {}));
    expect(aggregateIdentity(unique!.rows!)).toBe(aggregateIdentity(rows!.rows!));
  });

  it('lets a query of the user name what it likes', () => {
    const custom = define(
      'CUSTOM',
      { table: null, column: "what's wrong" },
      { custom_query: 'SELECT 1 FROM {DATA_SCHEMA}.gone;' },
    );
    expect(ready(custom).request).toMatchObject({
      query: { query: 'user_rows', sql: 'SELECT 1 FROM shop.gone' },
    });
  });

  it('leaves the schema out of a query on a target without schemas', () => {
    const custom = {
      ...define('CUSTOM', { table: null }, { custom_query: 'SELECT 1 FROM {DATA_SCHEMA}.orders' }),
      schema: null,
    };
    expect(ready(custom).request).toMatchObject({ query: { sql: 'SELECT 1 FROM orders' } });
  });

  it('takes the condition of a user as it is, without its semicolon', () => {
    const duplicates = define('Dupe_Rows', {}, { groupby_names: 'id', subset_condition: 'a = 1 or b = 2;' });
    expect(ready(duplicates).request).toMatchObject({
      query: { from: { where: { kind: 'user_sql', sql: 'a = 1 or b = 2' } } },
    });
  });
});

describe('a definition that cannot run', () => {
  it('names the missing table or column and the remedy', () => {
    expect(problem(define('Required', { table: 'gone', column: 'id' }))).toMatch(
      /table shop\.gone is not there; .*restore/,
    );
    expect(problem(define('Required', { column: 'gone' }))).toMatch(
      /column shop\.Orders\.gone is not there; correct/,
    );
    expect(problem(define('Dupe_Rows', {}, { groupby_names: 'id, gone, lost' }))).toMatch(
      /gone is not there.*lost is not there/,
    );
  });

  it('tells what is missing from what is wrong with the definition', () => {
    const missing = (definition: TestDefinition) => {
      const [test] = plan(definition);
      return test?.problem === null ? null : test?.missing;
    };
    expect(missing(define('Required', { table: 'gone', column: 'id' }))).toEqual([
      'Missing table: shop.gone',
    ]);
    expect(missing(define('Dupe_Rows', {}, { groupby_names: 'id, gone, lost' }))).toEqual([
      'Missing column: shop.Orders.gone',
      'Missing column: shop.Orders.lost',
    ]);
    expect(missing(define('Required', {}))).toEqual([]);
    expect(missing(define('Bogus', { column: 'id' }))).toEqual([]);
    expect(missing(define('Min_Val', { column: 'id' }, { baseline_value: '1' }))).toEqual([]);
  });

  it('names missing places of the reference too', () => {
    const to = (parameters: Partial<TestParameters>) =>
      problem(
        define(
          'Combo_Match',
          { column: 'id' },
          { match_groupby_names: 'code', match_table_name: 'states', ...parameters },
        ),
      );
    expect(to({})).toMatch(/table shop\.states is not there/);
    expect(to({ match_schema_name: 'ref', match_groupby_names: 'kode' })).toMatch(
      /column ref\.states\.kode is not there/,
    );
    expect(to({ match_schema_name: 'ref', match_groupby_names: 'code, id' })).toMatch(
      /as many on both sides/,
    );
    expect(to({ match_schema_name: 'ref', having_condition: 'count(*) > 1' })).toMatch(
      /Conditions on groups/,
    );
  });

  it('says when it has no table, no column, or an unknown type', () => {
    expect(problem(define('Row_Ct', { table: null }, { threshold_value: '1' }))).toMatch(/names no table/);
    expect(problem(define('Required', {}))).toMatch(/names no column/);
    expect(problem(define('Bogus', { column: 'id' }))).toMatch(/no test type "Bogus"/);
  });

  it('says what a column holds when the test is for something else', () => {
    expect(problem(define('Min_Val', { column: 'id' }, { baseline_value: '1' }))).toMatch(
      /Min_Val is for numbers, and the column shop\.Orders\.id holds text/,
    );
  });

  it('never stops the others', () => {
    const planned = plan(
      define('Required', { column: 'gone' }),
      define('Row_Ct', {}),
      define('Required', { column: 'id' }),
    );
    expect(planned.map((test) => test.problem === null)).toEqual([false, false, true]);
  });
});
