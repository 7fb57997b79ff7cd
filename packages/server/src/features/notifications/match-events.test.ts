import { describe, expect, it } from 'vitest';
import type { RunEventData } from './event-data.ts';
import { eventsOfGate, eventsOfRun, type Subscription } from './match-events.ts';
import { givenGate, givenTestRun } from './testing/given-events.ts';

const subscription = (changes: Partial<Subscription> = {}): Subscription => ({
  events: ['run.finished'],
  occasion: 'always',
  ...{ table_group_id: null, test_suite_id: null, score_threshold: null, score_drop: null },
  ...changes,
});
const tests = { passed: 5, failed: 0, warning: 0, error: 0, log: 0, dismissed: 0 };
const changes = { against: 'a run', new: 0, remaining: 0, fixed: 0 };
const clean = givenTestRun({ tests, changes });

describe('the end of a run', () => {
  it('is told once to who listens to ends, whatever the end', () => {
    for (const status of ['completed', 'error', 'canceled'] as const) {
      expect(eventsOfRun(subscription(), givenTestRun({}, { status }))).toEqual(['run.finished']);
    }
    expect(eventsOfRun(subscription({ events: ['gate.failed'] }), clean)).toEqual([]);
  });

  it('is told as job.failed to who listens to that, once, even to who listens to both', () => {
    const failed = givenTestRun({}, { status: 'error', error_message: 'It broke.' });
    expect(eventsOfRun(subscription({ events: ['job.failed'] }), failed)).toEqual(['job.failed']);
    expect(eventsOfRun(subscription({ events: ['run.finished', 'job.failed'] }), failed)).toEqual([
      'job.failed',
    ]);
    expect(eventsOfRun(subscription({ events: ['job.failed'] }), clean)).toEqual([]);
  });

  const OCCASIONS: [string, RunEventData, { failures: boolean; changes: boolean }][] = [
    ['all tests pass', clean, { failures: false, changes: false }],
    ['a test fails again', givenTestRun({ changes }), { failures: true, changes: false }],
    ['a test fails anew', givenTestRun(), { failures: true, changes: true }],
    [
      'a test cannot be run',
      givenTestRun({ tests: { ...tests, error: 1 }, changes }),
      { failures: true, changes: false },
    ],
    [
      'a test warns anew',
      givenTestRun({ tests: { ...tests, warning: 1 }, changes: { ...changes, new: 1 } }),
      { failures: false, changes: true },
    ],
    [
      'tests are mended',
      givenTestRun({ tests, changes: { ...changes, fixed: 3 } }),
      { failures: false, changes: false },
    ],
    [
      'the job fails',
      givenTestRun({ tests: null, changes: null }, { status: 'error' }),
      { failures: true, changes: true },
    ],
    [
      'somebody cancels it',
      givenTestRun({ tests: null, changes: null }, { status: 'canceled' }),
      { failures: true, changes: true },
    ],
    [
      'profiling finds a new issue',
      givenTestRun({ tests: null, changes: { ...changes, new: 1 } }, { job_key: 'run-profile' }),
      { failures: false, changes: true },
    ],
    [
      'tests are generated',
      givenTestRun({ tests: null, changes: null }, { job_key: 'run-test-generation' }),
      { failures: false, changes: false },
    ],
  ];
  it.each(OCCASIONS)('when %s is told as the occasion says', (_name, run, expected) => {
    const told = (occasion: Subscription['occasion']) =>
      eventsOfRun(subscription({ occasion }), run).length === 1;
    expect({ failures: told('failures'), changes: told('changes') }).toEqual(expected);
    expect(told('always')).toBe(true);
  });

  it('is told to who listens to its table group or its suite, and not to who listens to another', () => {
    const { table_group: group, test_suite: suite } = clean;
    const tells = (scope: Partial<Subscription>) => eventsOfRun(subscription(scope), clean).length === 1;
    expect(tells({ table_group_id: group!.id })).toBe(true);
    expect(tells({ test_suite_id: suite!.id })).toBe(true);
    expect(tells({ table_group_id: suite!.id })).toBe(false);
    expect(tells({ test_suite_id: group!.id })).toBe(false);
  });
});

describe('a fallen score', () => {
  const drops = (
    settings: Partial<Subscription>,
    score: RunEventData['score'],
    status: 'completed' | 'error' = 'completed',
  ) =>
    eventsOfRun(subscription({ events: ['score.dropped'], ...settings }), givenTestRun({ score }, { status }))
      .length === 1;

  it('is told when it is lower than before, and then only', () => {
    expect(drops({}, { now: 0.9, before: 0.91 })).toBe(true);
    expect(drops({}, { now: 0.91, before: 0.91 })).toBe(false);
    expect(drops({}, { now: 0.92, before: 0.91 })).toBe(false);
    expect(drops({}, { now: 0.92, before: null })).toBe(false);
    expect(drops({}, { now: null, before: 0.91 })).toBe(false);
    expect(drops({}, { now: 0.1, before: 0.91 }, 'error')).toBe(false);
  });

  it('is told below the threshold only', () => {
    expect(drops({ score_threshold: 0.9 }, { now: 0.9, before: 0.95 })).toBe(false);
    expect(drops({ score_threshold: 0.9 }, { now: 0.89, before: 0.95 })).toBe(true);
    expect(drops({ score_threshold: 0.9 }, { now: 0.8, before: 0.79 })).toBe(false);
  });

  it('is told when it fell far enough, and a drop of exactly the setting is', () => {
    expect(drops({ score_drop: 0.1 }, { now: 0.9, before: 1 })).toBe(true);
    expect(drops({ score_drop: 0.1 }, { now: 0.2, before: 0.3 })).toBe(true);
    expect(drops({ score_drop: 0.1 }, { now: 0.91, before: 1 })).toBe(false);
  });

  it('comes beside the end of the run', () => {
    const both = subscription({ events: ['run.finished', 'score.dropped'] });
    expect(eventsOfRun(both, givenTestRun())).toEqual(['run.finished', 'score.dropped']);
  });
});

describe('a gate that failed', () => {
  it('is told to who listens to gates of its place', () => {
    expect(eventsOfGate(subscription({ events: ['gate.failed'] }), givenGate())).toEqual(['gate.failed']);
    expect(eventsOfGate(subscription(), givenGate())).toEqual([]);
    const elsewhere = subscription({ events: ['gate.failed'], test_suite_id: 'another' });
    expect(eventsOfGate(elsewhere, givenGate())).toEqual([]);
  });
});
