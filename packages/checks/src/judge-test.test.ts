import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeTest, onEmptyTable, type SuiteSeverity } from './judge-test.ts';
import { NO_PARAMETERS, type Severity, type TestDefinition, type TestParameters } from './test-definition.ts';
import { readMeasurement } from './test-measurement.ts';
import { dupeRows } from './test-types/dupe-rows.ts';
import { recency } from './test-types/recency.ts';
import { required } from './test-types/required.ts';

const definition = (severity: Severity | null, parameters: Partial<TestParameters> = {}): TestDefinition => ({
  id: 'd1',
  testType: required.key,
  schema: 'shop',
  table: 'orders',
  column: 'customer',
  parameters: { ...NO_PARAMETERS, ...parameters },
  severity,
});
const status = (measure: number, severity: Severity | null, suite: SuiteSeverity = null) =>
  judgeTest(required, definition(severity), suite, { measurement: { measure } }).status;

describe('the status of a test', () => {
  it('follows its own severity', () => {
    expect(status(0, 'Fail')).toBe('Passed');
    expect(status(3, 'Fail')).toBe('Failed');
    expect(status(3, 'Warning')).toBe('Warning');
    expect(status(3, 'Log')).toBe('Log');
    expect(status(0, 'Log')).toBe('Log');
  });

  it('inherits the severity of the suite, then of the type', () => {
    expect(status(3, null)).toBe('Failed');
    expect(status(3, null, 'Warning')).toBe('Warning');
    expect(status(3, 'Fail', 'Warning')).toBe('Failed');
  });

  it('reads the severity Failed of a suite as Fail', () => {
    expect(status(3, null, 'Failed')).toBe('Failed');
  });

  it('is Error for whatever could not be measured, even at severity Log', () => {
    const verdict = judgeTest(required, definition('Log'), null, { error: 'permission denied' });
    expect(verdict).toMatchObject({
      status: 'Error',
      code: null,
      measure: null,
      message: 'permission denied',
    });
  });
});

describe('the message', () => {
  const messageOf = (measure: number | null, parameters: Partial<TestParameters> = {}) =>
    judgeTest(required, definition(null, parameters), null, { measurement: { measure } }).message;

  it('names the unit, the measure and the threshold', () => {
    expect(messageOf(3, { threshold_value: '0' })).toBe('Missing values: 3, Threshold: 0');
    expect(messageOf(3)).toBe('Missing values: 3, Threshold: 0');
  });

  it('adds bounds that are set', () => {
    expect(messageOf(3, { lower_tolerance: '1', upper_tolerance: '5' })).toBe(
      'Missing values: 3, Threshold: 0, Lower Bound: 1, Upper Bound: 5',
    );
  });

  it('says that there was nothing to measure, where, and what follows', () => {
    const verdict = judgeTest(recency, definition(null, { threshold_value: '7' }), null, {
      measurement: { measure: null },
    });
    expect(verdict.status).toBe('Warning');
    expect(verdict.message).toBe(
      'No data: there was nothing to measure in orders.customer, which this test counts as a failure',
    );
  });
});

describe('no data', () => {
  const judged = (type: typeof required, measure: number | null) =>
    judgeTest(type, definition(null), null, { measurement: { measure } });
  const onEmpty = (type: typeof required, measure: number | null) =>
    onEmptyTable(type, definition(null), judged(type, measure));

  it('is a measure of null, and nothing else', () => {
    expect(judged(recency, null)).toMatchObject({ noData: true, code: 0 });
    expect(judged(required, 0)).toMatchObject({ noData: false, code: 1 });
    expect(judgeTest(required, definition(null), null, { error: 'gone' }).noData).toBe(false);
  });

  it('is what a column without a single row has, though the test passes', () => {
    expect(onEmpty(required, 0)).toMatchObject({
      status: 'Passed',
      measure: 0,
      noData: true,
      message: 'Missing values: 0, Threshold: 0, No data: orders has no rows',
    });
    expect(onEmpty(recency, null)).toEqual(judged(recency, null));
    expect(onEmpty(dupeRows, 0)).toMatchObject({ noData: false });
  });
});

describe('a query that counts groups', () => {
  const judged = (groups: number, rows: number, tolerated: number) =>
    judgeTest(dupeRows, definition(null, { skip_errors: tolerated }), null, {
      measurement: readMeasurement(
        { kind: 'query', query: { query: 'user_rows', sql: '' } },
        { measure: groups, affected_rows: rows },
      ),
    });

  it('is held against its limit by groups and reported by rows', () => {
    expect(judged(2, 5, 0)).toMatchObject({ status: 'Failed', measure: 5, affectedRows: 5, threshold: '0' });
    expect(judged(2, 5, 2)).toMatchObject({ status: 'Passed', measure: 5, threshold: '2' });
  });

  it('says whether the limit holds', () => {
    expect(judged(2, 5, 0).message).toBe('Duplicate groups: 2 in 5 rows, which exceeds the limit of 0');
    expect(judged(2, 5, 2).message).toBe('Duplicate groups: 2 in 5 rows, which is within the limit of 2');
    expect(judged(0, 0, 0).message).toBe('No duplicate groups found');
  });
});

describe('every verdict', () => {
  it('fails exactly when the measure is above the threshold, whatever the severity', () => {
    const severities = fc.constantFrom<Severity | null>('Log', 'Warning', 'Fail', null);
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), severities, (measure, threshold, severity) => {
        const given = definition(severity, { threshold_value: String(threshold) });
        const { code } = judgeTest(required, given, null, { measurement: { measure } });
        expect(code).toBe(measure > threshold ? 0 : 1);
      }),
    );
  });
});
