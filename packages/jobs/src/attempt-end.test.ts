import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideEnd, type EndPolicy, type HandlerResult } from './attempt-end.ts';
import { describeJobError, isTransientJobError, JobAbortedError, LostLeaseError } from './errors.ts';
import { describeTimeLimit } from './time-limit.ts';

const policy: EndPolicy = {
  describeError: describeJobError,
  isTransient: isTransientJobError,
  delayMs: (attempt) => attempt * 1000,
  describeTimeLimit: (limit, progress) => `${describeTimeLimit(limit)} It was at ${progress}.`,
};
const job = {
  ...{ attempt: 1, maxAttempts: 3, timeoutMs: 30_000, progress: 'table 7' },
  deadline: new Date('2026-03-01T08:30:00Z'),
};
const threw = (error: unknown): HandlerResult => ({ kind: 'threw', error });
const transient = Object.assign(new Error('ECONNRESET at 10.0.0.1'), { transient: true });

describe('an attempt that nobody stopped', () => {
  it('completes when the handler returns', () => {
    expect(decideEnd(job, { kind: 'returned' }, null, policy)).toEqual({ outcome: 'completed' });
  });

  it('fails with the words that are meant for users', () => {
    const error = Object.assign(new Error('password=hunter2'), { userMessage: 'The table does not exist.' });
    expect(decideEnd(job, threw(error), null, policy)).toEqual({
      outcome: 'failed',
      message: 'The table does not exist.',
    });
  });

  it.each([new Error('password=hunter2'), 'hunter2', null, { userMessage: 'not an error' }])(
    'shows nothing of an error without such words: %s',
    (error) => {
      const end = decideEnd(job, threw(error), null, policy);
      expect(end).toMatchObject({ outcome: 'failed', message: expect.stringContaining('unexpected') });
    },
  );

  it('tries again after a transient failure while attempts are left', () => {
    const end = decideEnd({ ...job, attempt: 2 }, threw(transient), null, policy);
    expect(end).toMatchObject({ outcome: 'retrying', delayMs: 2000 });
    expect(decideEnd({ ...job, attempt: 3 }, threw(transient), null, policy)).toMatchObject({
      outcome: 'failed',
    });
  });

  it('is lost or canceled when a write was refused for that reason', () => {
    expect(decideEnd(job, threw(new LostLeaseError('x')), null, policy).outcome).toBe('lost');
    expect(decideEnd(job, threw(new JobAbortedError('canceled')), null, policy).outcome).toBe('canceled');
  });
});

describe('an attempt that was stopped', () => {
  const results = fc.constantFrom<HandlerResult>(
    { kind: 'returned' },
    { kind: 'not_called' },
    { kind: 'left_behind' },
    threw(transient),
    threw(new Error('aborted')),
  );

  it('ends by the reason, whatever the handler did', () => {
    const ends = {
      canceled: 'canceled',
      lease_lost: 'lost',
      shutdown: 'released',
      timed_out: 'failed',
      deadline_passed: 'failed',
    } as const;
    const reasons = fc.constantFrom(...(Object.keys(ends) as (keyof typeof ends)[]));
    fc.assert(
      fc.property(results, reasons, (result, reason) => {
        expect(decideEnd(job, result, reason, policy).outcome).toBe(ends[reason]);
      }),
    );
  });

  it.each([
    ['timed_out', 'The job took longer than its time-out of 30 seconds and was stopped. It was at table 7.'],
    [
      'deadline_passed',
      'The deadline of the job passed, 2026-03-01 08:30:00 UTC, before it had completed; it was stopped. It was at table 7.',
    ],
  ] as const)('tells users about the limit and the place: %s', (abort, message) => {
    expect(decideEnd(job, { kind: 'left_behind' }, abort, policy)).toEqual({ outcome: 'failed', message });
  });
});
