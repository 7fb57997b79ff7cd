import { PassThrough } from 'node:stream';
import type { JobProgress } from '@assay/contract';
import { expect, it } from 'vitest';
import { createProgressDisplay } from './progress-line.ts';

type Step = JobProgress['steps'][number];
const step = (status: Step['status'], done: number): Step => ({
  key: 'col_profiling',
  label: 'Profiling columns',
  status,
  done,
  total: 12,
  detail: 'orders: 3 of 21 columns',
});
const progress = (...steps: Step[]): JobProgress => ({
  job_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  status: 'running',
  steps,
  percent: 50,
  tables: null,
  columns: null,
  tables_at_work: [],
  estimated_seconds_left: null,
  attempt: 1,
  max_attempts: 3,
  next_attempt_at: null,
  deadline: null,
  last_failure: null,
  started_at: null,
  updated_at: null,
  waiting_for: null,
});

/** A stream that keeps what is written; a terminal when it has a width. */
function output(width?: number) {
  const stream = new PassThrough({ encoding: 'utf8' });
  const terminal = width === undefined ? {} : { isTTY: true, columns: width };
  return {
    stream: Object.assign(stream, terminal) as unknown as NodeJS.WriteStream,
    written: () => (stream.read() as string | null) ?? '',
  };
}

it('redraws one line on a terminal and clears it at the end', () => {
  const { stream, written } = output(200);
  const display = createProgressDisplay(stream, 'profiling');
  display.show(progress(step('running', 6)));
  const drawn = written();
  expect(drawn).toBe(
    '\r\x1b[2K  profiling ████████████░░░░░░░░░░░░ Profiling columns orders: 3 of 21 columns',
  );
  display.end();
  expect(written()).toBe('\r\x1b[2K');
});

it('never draws more than a line holds: it could not be cleared', () => {
  const { stream, written } = output(20);
  createProgressDisplay(stream, 'profiling').show(progress(step('running', 6)));
  expect(written().replace('\r\x1b[2K', '')).toHaveLength(20);
});

it('writes each finished step once where lines cannot be redrawn', () => {
  const { stream, written } = output();
  const display = createProgressDisplay(stream, 'profiling');
  display.show(progress(step('running', 6)));
  expect(written()).toBe('');
  display.show(progress(step('completed', 12)));
  display.show(progress(step('completed', 12)));
  display.end();
  expect(written()).toBe('  Profiling columns: 12 of 12\n');
});

it('tells what is left, where somebody can tell', () => {
  const { stream, written } = output(200);
  const display = createProgressDisplay(stream, 'profiling');
  display.show({ ...progress(step('running', 6)), estimated_seconds_left: 42 });
  expect(written()).toMatch(/about 42 s left$/);
  display.show({ ...progress(step('running', 6)), estimated_seconds_left: 600 });
  expect(written()).toMatch(/about 10 min left$/);
});

it.each([200, undefined])('tells that an attempt failed and when the next one comes, width %s', (width) => {
  const { stream, written } = output(width);
  const waiting = {
    ...progress(step('running', 6)),
    last_failure: 'Nothing listens on db:5432.',
    next_attempt_at: '2026-03-01T08:30:05.000Z',
  };
  createProgressDisplay(stream, 'profiling').show(waiting);
  expect(written()).toContain(
    'Attempt 1 of 3 failed: Nothing listens on db:5432. The next one comes at 08:30:05 UTC.',
  );
});

it.each([200, undefined])('tells what a job waits for, but not that it comes next, width %s', (width) => {
  const { stream, written } = output(width);
  const display = createProgressDisplay(stream, 'profiling');
  const wait = { reason: 'turn', detail: 'One job goes before it.', job_id: null, ahead: 0 } as const;
  display.show({ ...progress(), waiting_for: wait });
  expect(written()).not.toContain('Waiting');
  display.show({ ...progress(), waiting_for: { ...wait, ahead: 1 } });
  expect(written()).toContain('Waiting: One job goes before it.');
});
