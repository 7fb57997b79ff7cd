import { describe, expect, it } from 'vitest';
import { NO_PARAMETERS, type TestDefinition, type TestParameters } from '../test-definition.ts';
import type { TestType } from '../test-type.ts';
import { dateRange } from '../test-types/date-range.ts';
import { percentileRange } from '../test-types/percentile-range.ts';
import { textLengthRange } from '../test-types/text-length-range.ts';
import { valueRange } from '../test-types/value-range.ts';

const problems = (type: TestType, parameters: Partial<TestParameters>): readonly string[] => {
  const definition: TestDefinition = {
    id: 'range',
    testType: type.key,
    schema: 'main',
    table: 't',
    column: 'v',
    parameters: { ...NO_PARAMETERS, ...parameters },
    severity: null,
  };
  return type.validate(definition).map(({ field, problem }) => `${field}: ${problem}`);
};

describe('bounds of a range', () => {
  it.each([valueRange, dateRange, textLengthRange])('$key needs one of them', (type) => {
    expect(problems(type, {})).toEqual([
      'lower_tolerance: Both bounds are missing; write one of them, or both.',
    ]);
    expect(problems(type, { lower_tolerance: ' ', upper_tolerance: '' })).toHaveLength(1);
  });

  it('may be equal, and must not be swapped', () => {
    expect(problems(valueRange, { lower_tolerance: '5', upper_tolerance: '5.0' })).toEqual([]);
    expect(problems(valueRange, { lower_tolerance: '10', upper_tolerance: '9' })[0]).toContain('swap them');
    expect(problems(textLengthRange, { lower_tolerance: '9', upper_tolerance: '10' })).toEqual([]);
  });

  it('of dates are compared as moments, not as texts', () => {
    const noon = { lower_tolerance: '2024-03-10T12:00:00Z' };
    expect(problems(dateRange, { ...noon, upper_tolerance: '2024-03-10T13:30:00+02:00' })[0]).toContain(
      'swap them',
    );
    expect(problems(dateRange, { ...noon, upper_tolerance: "'2024-03-11'" })).toEqual([]);
  });

  it('may lie on the same day', () => {
    expect(
      problems(dateRange, { lower_tolerance: '2024-03-10T12:00:00Z', upper_tolerance: '2024-03-10' }),
    ).toEqual([]);
  });

  it('that cannot be read are told one by one', () => {
    expect(problems(valueRange, { lower_tolerance: 'low', upper_tolerance: '1,5' })).toEqual([
      'lower_tolerance: Lowest is "low", which is not a number; write one such as 2.5.',
      'upper_tolerance: Highest is "1,5", which is not a number; write one such as 2.5.',
    ]);
    expect(problems(textLengthRange, { upper_tolerance: '2.5' })[0]).toContain('whole number');
    expect(problems(dateRange, { upper_tolerance: '2024-02-30' })[0]).toContain('upper_tolerance');
  });
});

describe('a percentile', () => {
  it.each(['-1', '100.5'])('of %s is none', (baseline_value) => {
    expect(problems(percentileRange, { baseline_value, upper_tolerance: '1' })).toEqual([
      `baseline_value: Percentile is "${baseline_value}"; write a number from 0 to 100.`,
    ]);
  });

  it.each(['0', '100', '99.9'])('of %s is one', (baseline_value) => {
    expect(problems(percentileRange, { baseline_value, upper_tolerance: '1' })).toEqual([]);
  });
});
