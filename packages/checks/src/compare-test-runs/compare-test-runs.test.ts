import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_STATUSES } from '../test-definition.ts';
import { type ComparedResult, compareTestRuns, type TestRunChanges } from './compare-test-runs.ts';

const result = (
  definitionId: string,
  status: ComparedResult['status'],
  measure: string | null = '0',
  disposition: ComparedResult['disposition'] = null,
): ComparedResult => ({ definitionId, status, measure, disposition });

const idsOf = (changes: TestRunChanges<ComparedResult>) => ({
  newFailures: changes.newFailures.map(({ after }) => after.definitionId),
  fixed: changes.fixed.map(({ after }) => after.definitionId),
  stillFailing: changes.stillFailing.map(({ after }) => after.definitionId),
  errors: changes.errors.map(({ after }) => after.definitionId),
  changedMeasure: changes.changedMeasure.map(({ after }) => after.definitionId),
  added: changes.added.map(({ definitionId }) => definitionId),
  removed: changes.removed.map(({ definitionId }) => definitionId),
});
const NOTHING = {
  newFailures: [],
  fixed: [],
  stillFailing: [],
  errors: [],
  changedMeasure: [],
  added: [],
  removed: [],
};
const compared = (before: ComparedResult, after: ComparedResult) => compareTestRuns([before], [after]);

describe('two runs of a suite', () => {
  it.each([
    ['Passed', 'Failed', 'newFailures'],
    ['Passed', 'Warning', 'newFailures'],
    ['Log', 'Failed', 'newFailures'],
    ['Error', 'Failed', 'newFailures'],
    ['Failed', 'Passed', 'fixed'],
    ['Warning', 'Log', 'fixed'],
    ['Failed', 'Failed', 'stillFailing'],
    ['Failed', 'Warning', 'stillFailing'],
    ['Passed', 'Error', 'errors'],
    ['Failed', 'Error', 'errors'],
  ] as const)('%s, then %s: %s', (before, after, list) => {
    expect(idsOf(compared(result('a', before), result('a', after)))).toEqual({ ...NOTHING, [list]: ['a'] });
  });

  it('lists measures that moved without crossing a limit, and counts those that did not', () => {
    const changes = compareTestRuns(
      [result('a', 'Passed', '1'), result('b', 'Passed', '1'), result('c', 'Error', null)],
      [result('a', 'Passed', '2'), result('b', 'Passed', '1'), result('c', 'Passed', '0')],
    );
    expect(idsOf(changes)).toEqual({ ...NOTHING, changedMeasure: ['a', 'c'] });
    expect(changes.unchanged).toBe(1);
  });

  it('tells tests apart that only one of them has', () => {
    const changes = compareTestRuns([result('old', 'Failed')], [result('new', 'Failed')]);
    expect(idsOf(changes)).toEqual({ ...NOTHING, added: ['new'], removed: ['old'] });
  });

  it('leaves out what was dismissed last, wherever it would have stood', () => {
    for (const disposition of ['Dismissed', 'Inactive'] as const) {
      const dismissed = result('a', 'Failed', '1', disposition);
      expect(compared(result('a', 'Passed'), dismissed)).toMatchObject({ ...NOTHING, dismissed: 1 });
      expect(compareTestRuns([], [dismissed])).toMatchObject({ ...NOTHING, dismissed: 1 });
      expect(compareTestRuns([dismissed], [])).toMatchObject({ ...NOTHING, dismissed: 1 });
    }
  });

  it('takes an earlier alarm that was dismissed for none, and one that was confirmed for one', () => {
    const earlier = (disposition: ComparedResult['disposition']) => result('a', 'Failed', '1', disposition);
    const again = result('a', 'Failed', '1');
    expect(idsOf(compared(earlier('Dismissed'), again)).newFailures).toEqual(['a']);
    expect(compared(earlier('Dismissed'), result('a', 'Passed', '1'))).toMatchObject({
      fixed: [],
      unchanged: 1,
    });
    expect(idsOf(compared(earlier('Confirmed'), again)).stillFailing).toEqual(['a']);
  });

  it('put every test in one place', () => {
    const run = fc.uniqueArray(
      fc.record({
        definitionId: fc.integer({ min: 0, max: 9 }).map(String),
        status: fc.constantFrom(...TEST_STATUSES),
        measure: fc.constantFrom('1', '2', null),
        disposition: fc.constantFrom(null, 'Confirmed', 'Dismissed', 'Inactive'),
      }),
      { selector: ({ definitionId }) => definitionId },
    );
    fc.assert(
      fc.property(run, run, (before, after) => {
        const changes = compareTestRuns(before, after);
        const listed = Object.values(idsOf(changes)).flat();
        const tests = new Set([...before, ...after].map(({ definitionId }) => definitionId));
        expect(new Set(listed).size).toBe(listed.length);
        expect(listed.length + changes.unchanged + changes.dismissed).toBe(tests.size);
      }),
    );
  });
});
