import type { JobStatus } from '@assay/jobs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateSecondsLeft } from './estimate-seconds-left.ts';
import type { StoredWork } from './run-progress.ts';

const BEGAN = new Date('2026-03-01T08:00:00Z');
const after = (seconds: number): Date => new Date(BEGAN.getTime() + seconds * 1000);

/** Reported 60 seconds after the attempt began, when its work had taken 40 of them. */
const work = (done: number): StoredWork => ({
  tables: { done: 0, total: 1 },
  columns: { done: 0, total: 1 },
  tablesAtWork: [],
  cells: { done, total: 100 },
  elapsedMs: 40_000,
});
const job = (status: JobStatus = 'running') => ({
  status,
  attemptedAt: BEGAN,
  progressedAt: after(60),
  leaseUntil: after(1_000),
});

describe('the estimate of what is left', () => {
  it('goes on at the pace of the cells so far', () => {
    expect(estimateSecondsLeft(job(), { work: work(20) }, after(60))).toBe(160);
    expect(estimateSecondsLeft(job(), { work: work(80) }, after(60))).toBe(10);
  });

  it('shrinks between two reports', () => {
    expect(estimateSecondsLeft(job(), { work: work(20) }, after(65))).toBe(155);
  });

  it('takes the usual duration before there is a pace, and when no cells are left', () => {
    for (const done of [0, 4, 100]) {
      expect(estimateSecondsLeft(job(), { work: work(done), usualMs: 90_000 }, after(70))).toBe(20);
    }
    expect(estimateSecondsLeft(job(), { usualMs: 90_000 }, after(70))).toBe(20);
  });

  it('says nothing when nothing tells, and when the run is late', () => {
    expect(estimateSecondsLeft(job(), {}, after(70))).toBeNull();
    expect(estimateSecondsLeft(job(), { work: work(4) }, after(70))).toBeNull();
    expect(estimateSecondsLeft(job(), { usualMs: 90_000 }, after(91))).toBeNull();
    expect(estimateSecondsLeft(job(), { work: work(80) }, after(71))).toBeNull();
  });

  it.each(['pending', 'claimed', 'completed', 'error', 'cancel_requested', 'canceled'] as const)(
    'says nothing of a job that is %s',
    (status) => {
      expect(estimateSecondsLeft(job(status), { work: work(20), usualMs: 90_000 }, after(60))).toBeNull();
    },
  );

  it('says nothing between two attempts', () => {
    const waiting = { ...job(), leaseUntil: null };
    expect(estimateSecondsLeft(waiting, { work: work(20), usualMs: 1e9 }, after(60))).toBeNull();
  });

  it('is null or a whole number of seconds from 1, whatever the clocks say', () => {
    const anyTime = fc.integer({ min: -1e6, max: 1e6 }).map(after);
    fc.assert(
      fc.property(
        fc.record({ done: fc.integer({ min: 0, max: 100 }), now: anyTime, progressedAt: anyTime }),
        fc.option(fc.integer({ min: 0, max: 1e9 })),
        ({ done, now, progressedAt }, usualMs) => {
          const facts = { work: work(done), ...(usualMs === null ? {} : { usualMs }) };
          const left = estimateSecondsLeft({ ...job(), progressedAt }, facts, now);
          expect(left === null || (Number.isSafeInteger(left) && left >= 1)).toBe(true);
        },
      ),
    );
  });
});
