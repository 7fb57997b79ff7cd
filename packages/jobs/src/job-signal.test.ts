import { expect, it } from 'vitest';
import { JOB_SIGNAL_KINDS, parseJobSignal } from './job-signal.ts';

it('reads every kind of signal', () => {
  for (const kind of JOB_SIGNAL_KINDS) {
    expect(parseJobSignal(`${kind} 019c9f2e`)).toEqual({ kind, jobId: '019c9f2e' });
  }
});

it.each(['', 'ready', 'ready ', 'READY x', 'exploded x', 'ready x y'])('ignores %j', (payload) => {
  expect(parseJobSignal(payload)).toBeNull();
});
