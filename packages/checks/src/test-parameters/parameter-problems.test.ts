import { describe, expect, it } from 'vitest';
import { NO_PARAMETERS, type TestParameters } from '../test-definition.ts';
import type { ParameterSpec } from '../test-type.ts';
import { parameterProblems } from './parameter-problems.ts';
import { plainValue } from './plain-value.ts';
import { isMoment, parseNumber } from './read-parameter.ts';

const spec = (
  field: ParameterSpec['field'],
  kind: ParameterSpec['kind'],
  required = false,
): ParameterSpec => ({
  field,
  kind,
  required,
  label: `The ${kind}`,
  help: 'Write something better.',
});

const problemsOf = (specs: readonly ParameterSpec[], parameters: Partial<TestParameters>) =>
  parameterProblems(specs, {
    id: '1',
    testType: 'X',
    schema: null,
    table: 't',
    column: null,
    parameters: { ...NO_PARAMETERS, ...parameters },
    severity: null,
  });

describe('problems of parameters', () => {
  it('are reported all at once, each with its field', () => {
    const specs = [
      spec('threshold_value', 'number'),
      spec('skip_errors', 'integer'),
      spec('baseline_value', 'date'),
      spec('groupby_names', 'column_list', true),
      spec('match_column_names', 'value_list'),
    ];
    const problems = problemsOf(specs, {
      threshold_value: 'many',
      skip_errors: -1,
      baseline_value: '2024-02-30',
      match_column_names: `('a'`,
    });
    expect(problems.map(({ field }) => field)).toEqual(specs.map(({ field }) => field));
  });

  it('say how to do it right when something required is missing', () => {
    expect(problemsOf([spec('custom_query', 'sql_query', true)], { custom_query: '  ' })).toEqual([
      { field: 'custom_query', problem: 'The sql_query is missing. Write something better.' },
    ]);
  });

  it('take SQL of semicolons alone for missing', () => {
    const needed = [spec('subset_condition', 'sql_condition', true)];
    expect(problemsOf(needed, { subset_condition: ' ; \n;' })).toHaveLength(1);
    expect(problemsOf([spec('baseline_value', 'text', true)], { baseline_value: ';' })).toEqual([]);
  });

  it('name characters that no database stores', () => {
    expect(problemsOf([spec('baseline_value', 'text')], { baseline_value: 'a\0b' })).toHaveLength(1);
    expect(problemsOf([spec('baseline_value', 'text')], { baseline_value: 'a\ud800' })).toHaveLength(1);
  });

  it('are none for what is optional and left out', () => {
    expect(problemsOf([spec('threshold_value', 'number')], {})).toEqual([]);
  });
});

describe('single values', () => {
  it.each([
    ['5', 5],
    [' -1.5e3 ', -1500],
    ['.5', 0.5],
    ['1,5', null],
    ['', null],
    ['0x10', null],
    ['1e999', null],
  ])('number %j', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-03-10T12:00:00Z', true],
    ['2024-03-10 12:00:00.123456', true],
    ['2024-03-10T25:00', false],
    ['10.03.2024', false],
  ])('moment %j', (text, is) => {
    expect(isMoment(text)).toBe(is);
  });

  it('lose the quotes of an SQL literal and nothing else', () => {
    expect(plainValue(`'it''s'`)).toBe(`it's`);
    expect(plainValue(` 'a' `)).toBe('a');
    expect(plainValue(`it's`)).toBe(`it's`);
    expect(plainValue(`'a' or 'b'`)).toBe(`'a' or 'b'`);
  });
});
