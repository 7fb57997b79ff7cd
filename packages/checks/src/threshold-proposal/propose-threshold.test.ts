import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_PARAMETERS,
  type TestDefinition,
  type TestParameters,
  type TestStatus,
} from '../test-definition.ts';
import { TEST_TYPES } from '../test-types/catalog.generated.ts';
import { limitDirection, withLimit } from './limit-direction.ts';
import { type PastResult, proposeThreshold } from './propose-threshold.ts';

const typeOf = (key: string) => TEST_TYPES.find((type) => type.key === key)!;
const definitionOf = (testType: string, parameters: Partial<TestParameters> = {}): TestDefinition => ({
  id: 'd',
  testType,
  schema: null,
  table: 't',
  column: 'c',
  parameters: { ...NO_PARAMETERS, ...parameters },
  severity: null,
});
const result = (
  measure: number,
  status: TestStatus,
  disposition: PastResult['disposition'] = null,
  parameters: Partial<TestParameters> = {},
): PastResult => ({
  status,
  measure: String(measure),
  disposition,
  parameters: { ...NO_PARAMETERS, ...parameters },
});
const passed = (measures: readonly number[], parameters: Partial<TestParameters> = {}) =>
  measures.map((measure) => result(measure, 'Passed', null, parameters));
const MISSING = [3, 2, 4, 3, 3, 2, 4, 3, 5, 3];

const propose = (key: string, history: readonly PastResult[], parameters: Partial<TestParameters> = {}) =>
  proposeThreshold(typeOf(key), definitionOf(key, parameters), history);

describe('the direction of a limit', () => {
  it.each([
    ['Required', { side: 'above', failsAtLimit: false }],
    ['Avg_Shift', { side: 'above', failsAtLimit: true }],
    ['Row_Ct', { side: 'below', failsAtLimit: false }],
    ['CUSTOM', { side: 'above', failsAtLimit: false }],
    ['Distinct_Value_Ct', null],
    ['LOV_All', null],
  ])('of %s is what its judgement does', (key, direction) => {
    expect(limitDirection(typeOf(key), definitionOf(key))).toEqual(direction);
  });
});

describe('a proposed threshold', () => {
  it('lies three robust deviations above what was dismissed, rounded to a whole number', () => {
    const dismissed = MISSING.map((measure) => result(measure, 'Failed', 'Dismissed'));
    // Median 3, median absolute deviation 0.5: 3 + 3 * 1.4826 * 0.5 = 5.2.
    expect(propose('Required', dismissed)).toEqual({
      proposal: { field: 'threshold_value', threshold: 6, accepted: 10, confirmed: 0, silenced: 0 },
      reason: null,
    });
  });

  it('lies below, where low values fail, and never below zero', () => {
    const rows = [1000, 1010, 990, 1000, 1020, 980, 1000, 1010, 990, 1005];
    // Median 1000, median absolute deviation 10: 1000 - 44.5 = 955.5.
    expect(propose('Row_Ct', passed(rows)).proposal?.threshold).toBe(955);
    const wild = [10, 900, 20, 800, 30, 700, 40, 600, 50, 500];
    expect(propose('Row_Ct', passed(wild)).proposal?.threshold).toBe(0);
  });

  it('moves in where a confirmed alarm would pass, and does not hide how many undecided ones it silences', () => {
    const history = [
      ...passed([1, 9, 2, 8, 3, 7, 4, 6, 5, 10]),
      result(11, 'Failed', 'Confirmed'),
      result(10, 'Failed'),
      result(30, 'Failed'),
    ];
    expect(propose('Required', history).proposal).toMatchObject({ threshold: 10, confirmed: 1, silenced: 1 });
  });

  it('has three digits where measures have fractions, and lies beyond a limit that fails itself', () => {
    const baseline = {
      baseline_avg: '5',
      baseline_sd: '1',
      baseline_value_ct: '100',
      threshold_value: '0.5',
    };
    const shifts = [0.11, 0.12, 0.13, 0.12, 0.11, 0.13, 0.12, 0.14, 0.1, 0.12];
    const { proposal } = propose('Avg_Shift', passed(shifts, baseline), baseline);
    // Median 0.12, median absolute deviation 0.01: 0.12 + 0.0445.
    expect(proposal?.threshold).toBe(0.165);
  });

  it('stays where it is when the measures never moved', () => {
    const limit = { threshold_value: '7' };
    expect(propose('Required', passed(Array(12).fill(0), limit), limit).proposal?.threshold).toBe(7);
  });

  it('is that of the findings that a query may return', () => {
    const query = { custom_query: 'SELECT 1' };
    const asked = MISSING.map((measure) => result(measure, 'Failed', 'Dismissed', query));
    expect(propose('CUSTOM', asked, query).proposal).toMatchObject({ field: 'skip_errors', threshold: 6 });
  });

  it.each([
    ['Distinct_Value_Ct', MISSING, /no single limit/],
    ['Dupe_Rows', MISSING, /another number/],
    ['Required', MISSING.slice(0, 9), /9 measures .* needs 10/],
  ])('of %s is not made, for a reason', (key, measures, reason) => {
    expect(propose(key, passed(measures)).reason).toMatch(reason);
  });

  it('is not made of what another filter measured, nor of what severity Log let through', () => {
    const filtered = passed(MISSING, { subset_condition: 'a > 1' });
    const logged = MISSING.map((measure) => result(measure, 'Log'));
    expect(propose('Required', [...filtered, ...logged]).reason).toMatch(/^0 measures/);
  });

  it('is not made where alarms that were dismissed and confirmed overlap', () => {
    const history = [...passed(MISSING), result(9, 'Failed', 'Dismissed'), result(8, 'Failed', 'Confirmed')];
    expect(propose('Required', history).reason).toMatch(/No limit/);
  });

  it('never raises an alarm that was dismissed and never misses one that was confirmed', () => {
    const measures = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 10, maxLength: 30 });
    const alarms = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom('Required', 'Row_Ct'), measures, alarms, (key, accepted, confirmed) => {
        const history = [...passed(accepted), ...confirmed.map((one) => result(one, 'Failed', 'Confirmed'))];
        const { proposal } = propose(key, history);
        if (proposal === null) {
          const all =
            key === 'Required'
              ? [Math.max(...accepted), Math.min(...confirmed)]
              : [Math.max(...confirmed), Math.min(...accepted)];
          expect(all[0]).toBeGreaterThanOrEqual(all[1]!);
          return;
        }
        const limited = withLimit(typeOf(key), definitionOf(key), proposal.threshold);
        expect(accepted.some((measure) => typeOf(key).fails(measure, limited))).toBe(false);
        expect(confirmed.every((measure) => typeOf(key).fails(measure, limited))).toBe(true);
      }),
    );
  });
});
