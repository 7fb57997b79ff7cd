import { describe, expect, it } from 'vitest';
import { judgeTest } from '../judge-test.ts';
import { NO_PARAMETERS, type TestDefinition, type TestParameters } from '../test-definition.ts';
import { rowCt } from '../test-types/row-ct.ts';
import { volumeTrend } from '../test-types/volume-trend.ts';
import { boundByHistory, historyNeeded } from './bound-by-history.ts';

const SETTINGS = {
  sensitivity: 'medium',
  minimumHistory: 20,
  timeZone: 'UTC',
  excludeWeekends: false,
  holidayCodes: [],
} as const;
const DAY = 86_400_000;
const NOW = new Date('2024-03-10T12:00:00Z');

const test = (parameters: Partial<TestParameters>): TestDefinition => ({
  id: 'volume',
  testType: 'Volume_Trend',
  schema: 'main',
  table: 'orders',
  column: null,
  parameters: { ...NO_PARAMETERS, ...parameters },
  severity: null,
});
/** Newest first, a day apart. */
const results = (...measures: readonly (number | string)[]) =>
  measures.map((measure, index) => ({
    at: new Date(NOW.getTime() - (index + 1) * DAY),
    measure: String(measure),
  }));
const bound = (parameters: Partial<TestParameters>, ...measures: readonly (number | string)[]) =>
  boundByHistory(test(parameters), volumeTrend, results(...measures), NOW, SETTINGS);
const boundsOf = (...given: Parameters<typeof bound>) => {
  const { lower_tolerance, upper_tolerance } = bound(...given).parameters;
  return [lower_tolerance, upper_tolerance];
};
const judge = (definition: TestDefinition, measure: number | null) =>
  judgeTest(volumeTrend, definition, null, { measurement: { measure } });
const problemsOf = (parameters: Partial<TestParameters>) =>
  volumeTrend.validate(test(parameters)).map(({ field, problem }) => `${field}: ${problem}`);

const LOWEST_AND_TWO_DEVIATIONS = {
  history_calculation: 'Minimum',
  history_calculation_upper: 'EXPR:[{AVERAGE} + 2*{STANDARD_DEVIATION}]',
  history_lookback: 3,
};

describe('bounds from history', () => {
  it('are taken from the newest results, and both are fine themselves', () => {
    const definition = bound(LOWEST_AND_TWO_DEVIATIONS, 10, 12, 8, 500);
    expect(definition.parameters).toMatchObject({ lower_tolerance: '8', upper_tolerance: '14' });
    expect([15, 8, 7, 14].map((rows) => judge(definition, rows).status)).toEqual([
      'Failed',
      'Passed',
      'Failed',
      'Passed',
    ]);
    expect(judge(definition, 15).message).toBe(
      'Row count: 15, Lower Bound: 8, Upper Bound: 14, Earlier runs looked at: 3',
    );
  });

  it('leave the bound that a person wrote as it is, on either side', () => {
    expect(boundsOf({ history_calculation: 'Value', upper_tolerance: '99' }, 10, 12)).toEqual(['10', '99']);
    expect(
      boundsOf(
        { lower_tolerance: '0', history_calculation_upper: 'Maximum', history_lookback: 2 },
        10,
        12,
        99,
      ),
    ).toEqual(['0', '12']);
  });

  it.each([
    ['Sum', '30'],
    ['Average', '10'],
    ['maximum', '12'],
    ['Value', '10'],
  ])('know %s', (history_calculation, lower) => {
    expect(
      boundsOf({ history_calculation, history_lookback: 3, upper_tolerance: '99' }, 10, 12, 8, 500)[0],
    ).toBe(lower);
  });

  it('count numbers in every notation, and no other text', () => {
    const average = { history_calculation: 'Average', history_lookback: 5, upper_tolerance: '99' };
    expect(boundsOf(average, '1e1', '2.5E+1', 'none')).toEqual(['17.5', '99']);
  });

  it('of equal fractions are those fractions, to the last digit', () => {
    const average = { history_calculation: 'Average', history_lookback: 3, upper_tolerance: '1' };
    expect(boundsOf(average, 0.1, 0.1, 0.1)[0]).toBe('0.1');
  });

  it('stay as they are before the first result, and learn while a formula has no result', () => {
    expect(boundsOf({ ...LOWEST_AND_TWO_DEVIATIONS, lower_tolerance: '5', upper_tolerance: '6' })).toEqual([
      '5',
      '6',
    ]);
    // One result has no standard deviation.
    const learning = bound(LOWEST_AND_TWO_DEVIATIONS, 10);
    expect(learning.parameters.upper_tolerance).toBeNull();
    expect(judge(learning, 500)).toMatchObject({ status: 'Log', code: -1, measure: 500 });
  });

  it('need no more results than they look at, and none for types without bounds', () => {
    const needed = (parameters: Partial<TestParameters>, type = volumeTrend) =>
      historyNeeded(test(parameters), type, SETTINGS);
    expect(needed({ history_calculation: 'Value', upper_tolerance: '9', history_lookback: 50 })).toBe(1);
    expect(needed(LOWEST_AND_TWO_DEVIATIONS)).toBe(3);
    expect(needed({ history_calculation: 'PREDICT' })).toBe(504);
    expect(needed({ lower_tolerance: '1', upper_tolerance: '2' })).toBe(0);
    expect(needed({ history_calculation: 'Value' }, rowCt)).toBe(0);
  });
});

describe('predicted bounds', () => {
  const predict = { history_calculation: 'PREDICT' };

  it('come with what they were made of', () => {
    const definition = bound(predict, ...Array.from({ length: 30 }, () => 1000));
    expect(definition.parameters).toMatchObject({ lower_tolerance: '975', upper_tolerance: '1025' });
    expect(judge(definition, 1001)).toMatchObject({
      status: 'Passed',
      message:
        'Row count: 1001, Lower Bound: 975, Upper Bound: 1025, Expected: 1000, Spread: 10, Trend per day: 0, Season: none, Runs: 30',
    });
  });

  it('tell no slope that is nothing but rounding', () => {
    const message = bound(
      predict,
      ...Array.from({ length: 30 }, (_, day) => 0.1 + 0.2 * (day % 2)),
    ).boundsNote;
    expect(message).toMatch(/Trend per day: 0, /);
  });

  it('learn until there is enough history, or hold what a person wrote until then', () => {
    const few = bound(predict, 120, 119, 121);
    expect(judge(few, 120)).toMatchObject({
      status: 'Log',
      code: -1,
      measure: 120,
      message: 'Row count: 120, Learning: 3 of 20 runs',
    });
    expect(judge(few, null)).toMatchObject({ status: 'Failed', noData: true });
    const started = bound({ ...predict, lower_tolerance: '90', upper_tolerance: '110' }, 120);
    expect(judge(started, 120).status).toBe('Failed');
  });
});

describe('a test with bounds', () => {
  const written = (
    lower_tolerance: string | null,
    upper_tolerance: string,
    threshold_value: string | null = null,
  ) => test({ history_calculation: 'PREDICT', lower_tolerance, upper_tolerance, threshold_value });

  it('fails outside of them only, and takes 0 for a bound', () => {
    expect(judge(written('90', '110', '110'), 120)).toMatchObject({
      status: 'Failed',
      code: 0,
      message: 'Row count: 120, Threshold: 110, Lower Bound: 90, Upper Bound: 110',
    });
    expect(judge(written('90', '120'), 120).status).toBe('Passed');
    expect(judge(written('0', '110'), 120).status).toBe('Failed');
    expect(judge(written(null, '110'), 120).status).toBe('Log');
  });

  it('says what its bounds lack, each with the remedy', () => {
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^lower_tolerance: .*no lower bound; write one, or write PREDICT/),
      expect.stringMatching(/^upper_tolerance: /),
    ]);
    expect(problemsOf({ history_calculation: 'Median', upper_tolerance: '9' })).toEqual([
      expect.stringMatching(
        /^history_calculation: "Median" is not a way to find a bound; write Value, Minimum/,
      ),
    ]);
    expect(problemsOf({ history_calculation: 'Minimum', upper_tolerance: '9' })).toEqual([
      expect.stringMatching(/^history_lookback: .*such as 10/),
    ]);
    expect(problemsOf({ ...LOWEST_AND_TWO_DEVIATIONS, history_calculation: 'EXPR:[(SELECT 1)]' })).toEqual([
      expect.stringMatching(/^history_calculation: There is no function "SELECT"/),
    ]);
    expect(problemsOf({ history_calculation: 'PREDICT', history_calculation_upper: 'Value' })).toEqual([
      expect.stringMatching(/^history_calculation_upper: Prediction gives both/),
    ]);
    expect(problemsOf({ lower_tolerance: '5', upper_tolerance: '4' })).toEqual([
      expect.stringMatching(/^lower_tolerance: The lower bound 5 is above/),
    ]);
    expect(problemsOf({ ...LOWEST_AND_TWO_DEVIATIONS, history_lookback: 1001 })).toEqual([
      expect.stringMatching(/^history_lookback: .*1 to 1000/),
    ]);
    expect(problemsOf({ history_calculation: 'predict' })).toEqual([]);
  });
});
