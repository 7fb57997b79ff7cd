import { describe, expect, it } from 'vitest';
import { judgeTest } from '../judge-test.ts';
import { NO_PARAMETERS, type TestDefinition, type TestParameters } from '../test-definition.ts';
import { freshnessTrend } from '../test-types/freshness-trend.ts';
import type { UpdateWatch } from './update-watch.ts';

const COLUMNS = { groupby_names: 'id', subset_condition: null };
interface Given {
  readonly minutesAgo: number;
  readonly excludedMinutes?: number;
  readonly isExcludedNow?: boolean;
  readonly clockChange?: number;
  readonly lower?: number | null;
}
function watching({ lower = 600, minutesAgo, ...last }: Given): UpdateWatch {
  return {
    seen: { fingerprint: 'before', parameters: COLUMNS },
    last: {
      at: new Date('2024-03-10T00:00:00Z'),
      minutesAgo,
      excludedMinutes: 0,
      isExcludedNow: false,
      clockChange: 0,
      ...last,
    },
    bounds: { lower, upper: 750, staleness: null, latest: 750 },
    learning: null,
    timeZone: 'UTC',
    schedule: null,
  };
}
function judge(measure: string | null, watch?: UpdateWatch, parameters: Partial<TestParameters> = {}) {
  const definition: TestDefinition = {
    id: 'fresh',
    testType: 'Freshness_Trend',
    schema: 'main',
    table: 'orders',
    column: null,
    parameters: { ...NO_PARAMETERS, ...COLUMNS, ...parameters },
    severity: null,
    ...(watch === undefined ? {} : { watch }),
  };
  return judgeTest(freshnessTrend, definition, null, { measurement: { measure } });
}
const unchanged = (given: Given) => judge('before', watching(given));
const changed = (given: Given) => judge('after', watching(given));

describe('a run that finds the table unchanged', () => {
  it('passes while there is time, and tells how long ago the last update was', () => {
    expect(unchanged({ minutesAgo: 700 })).toMatchObject({ status: 'Passed', signal: 700 });
    expect(unchanged({ minutesAgo: 760 })).toMatchObject({
      status: 'Failed',
      signal: 760,
      message: 'Updated: no, late, Minutes since the last one: 760, Lower Bound: 600, Upper Bound: 750',
    });
  });

  it('passes on an excluded day, however long ago the last update was', () => {
    expect(unchanged({ minutesAgo: 760, isExcludedNow: true }).status).toBe('Passed');
  });

  it('does not count excluded minutes', () => {
    expect(unchanged({ minutesAgo: 800, excludedMinutes: 100 })).toMatchObject({
      status: 'Passed',
      signal: 800,
      facts: { updated: false, minutes: 700, excludedMinutes: 100, upper: 750 },
    });
  });
});

describe('a run that finds an update', () => {
  it.each([
    [500, 'Failed', 'earlier than expected'],
    [640, 'Passed', 'on time'],
    [800, 'Failed', 'later than expected'],
  ])('after %d minutes: %s', (minutesAgo, status, says) => {
    expect(changed({ minutesAgo })).toMatchObject({
      status,
      signal: 0,
      message: expect.stringContaining(`Updated: yes, ${says}`),
    });
  });

  it('counts no excluded minutes', () => {
    expect(changed({ minutesAgo: 800, excludedMinutes: 100 }).status).toBe('Passed');
  });

  it('has no earliest time without a lower bound', () => {
    expect(changed({ minutesAgo: 10, lower: null }).status).toBe('Passed');
    expect(changed({ minutesAgo: 800, lower: null }).status).toBe('Failed');
  });

  it('is not early by seconds or minutes', () => {
    expect(changed({ minutesAgo: 599.9 }).status).toBe('Passed');
    expect(changed({ minutesAgo: 575 }).status).toBe('Passed');
  });

  it('may come an hour off when clocks were changed', () => {
    expect(changed({ minutesAgo: 540 }).status).toBe('Failed');
    expect(changed({ minutesAgo: 540, clockChange: 60 }).status).toBe('Passed');
    expect(changed({ minutesAgo: 800, clockChange: -60 }).status).toBe('Passed');
    expect(unchanged({ minutesAgo: 800, clockChange: -60 }).status).toBe('Passed');
  });
});

describe('a run that cannot tell', () => {
  it('is the first one', () => {
    expect(judge('after')).toMatchObject({ code: -1, status: 'Log', signal: 0 });
  });

  it('follows one that looked at other columns or rows', () => {
    const other = judge('after', watching({ minutesAgo: 700 }), { groupby_names: 'id, status' });
    expect(other).toMatchObject({ code: -1, status: 'Log', signal: null, facts: { updated: null } });
    expect(judge('after', watching({ minutesAgo: 700 }), { subset_condition: 'id > 1' }).code).toBe(-1);
  });

  it('has no bounds yet, and calls nothing late', () => {
    const watch = { ...watching({ minutesAgo: 9_000 }), learning: '3 of 5 gaps between updates' };
    const bounds = { lower: null, upper: null, staleness: null, latest: null };
    expect(judge('before', { ...watch, bounds })).toMatchObject({
      code: -1,
      status: 'Log',
      signal: 9_000,
      message: 'Updated: no, Minutes since the last one: 9000, Learning: 3 of 5 gaps between updates',
    });
  });

  it('never passes a table that lost all its rows', () => {
    expect(judge(null, watching({ minutesAgo: 10 }))).toMatchObject({
      status: 'Failed',
      noData: true,
      signal: null,
    });
  });
});
