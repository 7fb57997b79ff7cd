import { NO_PARAMETERS } from '@assay/checks';
import { describe, expect, it } from 'vitest';
import { newTestDefinition, testDefinition, testDefinitionChange } from './test-definition.ts';

describe('a new test definition', () => {
  it('needs its type alone, and is active and unlocked unless told otherwise', () => {
    expect(newTestDefinition.parse({ test_type: 'CUSTOM' })).toEqual({
      test_type: 'CUSTOM',
      test_active: true,
      lock_refresh: false,
      flagged: false,
    });
    expect(newTestDefinition.safeParse({}).success).toBe(false);
  });

  it('keeps calibration values as text, however they were written', () => {
    const definition = newTestDefinition.parse({
      test_type: 'Min_Val',
      baseline_value: 3.5,
      threshold_value: 0,
      lower_tolerance: true,
      upper_tolerance: null,
    });
    expect(definition).toMatchObject({
      baseline_value: '3.5',
      threshold_value: '0',
      lower_tolerance: 'true',
      upper_tolerance: null,
    });
  });

  it('reads null for a whole number as 0, and refuses fractions and negative ones', () => {
    expect(newTestDefinition.parse({ test_type: 'CUSTOM', skip_errors: null }).skip_errors).toBe(0);
    expect(newTestDefinition.safeParse({ test_type: 'CUSTOM', skip_errors: 1.5 }).success).toBe(false);
    expect(newTestDefinition.safeParse({ test_type: 'CUSTOM', window_days: -1 }).success).toBe(false);
  });

  it('drops white space and one semicolon at the end of a query', () => {
    const sqlOf = (custom_query: string) =>
      newTestDefinition.parse({ test_type: 'CUSTOM', custom_query }).custom_query;
    expect(sqlOf(' SELECT 1 ; \n')).toBe('SELECT 1');
    expect(sqlOf("SELECT ';'")).toBe("SELECT ';'");
    expect(sqlOf('  ')).toBeNull();
  });

  it('ignores fields that it does not know', () => {
    expect(newTestDefinition.parse({ test_type: 'CUSTOM', colour: 'red' })).not.toHaveProperty('colour');
  });
});

describe('a change of a test definition', () => {
  it('holds what was named and nothing else', () => {
    expect(testDefinitionChange.parse({})).toEqual({});
    expect(testDefinitionChange.parse({ threshold_value: 5 })).toEqual({ threshold_value: '5' });
  });

  it('cannot change the type', () => {
    expect(testDefinitionChange.parse({ test_type: 'Other' })).toEqual({});
  });
});

describe('a test definition in an answer', () => {
  it('has every parameter of the checks', () => {
    expect(Object.keys(testDefinition.shape)).toEqual(expect.arrayContaining(Object.keys(NO_PARAMETERS)));
  });
});
