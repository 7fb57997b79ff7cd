/** Parameters that say more than a number: what is refused, and in which words. */
import { describe, expect, it } from 'vitest';
import { planTests } from '../plan-tests.ts';
import { NO_PARAMETERS, type TestDefinition, type TestParameters } from '../test-definition.ts';
import type { TestType } from '../test-type.ts';
import { columnComparison } from './column-comparison.ts';
import { columnFreshness } from './column-freshness.ts';
import { jsonPath } from './json-path.ts';

const define = (type: TestType, parameters: Partial<TestParameters>): TestDefinition => ({
  id: 'one',
  testType: type.key,
  schema: 'main',
  table: 't',
  column: 'v',
  parameters: { ...NO_PARAMETERS, ...parameters },
  severity: null,
});
const problems = (type: TestType, parameters: Partial<TestParameters>): readonly string[] =>
  type.validate(define(type, parameters)).map(({ field, problem }) => `${field}: ${problem}`);

describe('Column_Comparison', () => {
  it.each(['<', '<=', '=', '<>', '>=', ' > '])('knows the operator %s', (baseline_value) => {
    expect(problems(columnComparison, { baseline_value, match_column_names: 'w' })).toEqual([]);
  });

  it.each(['!=', '==', 'IS', '<= 1 OR'])('refuses "%s"', (baseline_value) => {
    expect(problems(columnComparison, { baseline_value, match_column_names: 'w' })).toEqual([
      `baseline_value: Operator is "${baseline_value}"; write one of < <= = <> >= >.`,
    ]);
  });

  it('says that the other column is not there', () => {
    const [planned] = planTests(
      [define(columnComparison, { baseline_value: '<', match_column_names: 'gone' })],
      [columnComparison],
      {
        runAt: '2024-03-10T12:00:00Z',
        tables: [
          {
            schema: 'main',
            table: 't',
            columns: [{ name: 'v', generalType: 'N', columnType: 'integer', isDecimal: false }],
          },
        ],
      },
    );
    expect(planned?.problem).toContain('main.t.gone');
  });
});

describe('Column_Freshness', () => {
  it('refuses what is no time zone, and needs none', () => {
    expect(problems(columnFreshness, { threshold_value: '1' })).toEqual([]);
    expect(problems(columnFreshness, { threshold_value: '1', baseline_value: 'Europe/Atlantis' })).toEqual([
      'baseline_value: Time zone is "Europe/Atlantis", which is none; write its name, such as Europe/Berlin.',
    ]);
  });
});

describe('Json_Path', () => {
  it('refuses what names no single value', () => {
    expect(problems(jsonPath, { baseline_value: '$.items[*].sku' })).toEqual([
      'baseline_value: Path: "[*].sku" is no step of a path; write keys after dots, places in brackets, and odd keys in quotes: $.order.items[0]["unit price"].',
    ]);
    expect(problems(jsonPath, {})).toHaveLength(1);
  });
});
