import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { jobSpecOf } from '../features/jobs/run-request.ts';
import { readTraceParent, writeTraceParent } from './trace-parent.ts';
import { traceRequest } from './trace-request.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const request = { method: 'POST', route: '/x' };

it('without an SDK a job still continues the trace of its caller, and none for none', async () => {
  const continued = (given: unknown) =>
    traceRequest({ ...request, traceparent: given }, async (_span, parent) => parent);
  expect(await continued(traceparent)).toBe(traceparent);
  expect(await continued(undefined)).toBeNull();
  expect(await continued('00-garbage')).toBeNull();
});

it('reads what it writes, and no trace of zeros', () => {
  expect(writeTraceParent(readTraceParent(traceparent)!)).toBe(traceparent);
  expect(readTraceParent('00-00000000000000000000000000000000-00f067aa0ba902b7-01')).toBeNull();
  expect(readTraceParent(['a', 'b'])).toBeNull();
});

it('a trace is kept with the job, and makes no other work of it', () => {
  const run = {
    key: 'run-tests',
    arguments: { test_suite_id: '1' },
    targetKey: 't',
    connectionId: 'c',
    tableGroupId: 'g',
  } as const;
  const origin = { projectId: null, source: 'api' } as const;
  const spec = jobSpecOf(run, { ...origin, traceParent: traceparent });
  expect(spec.arguments).toEqual({ test_suite_id: '1', traceparent });
  expect(isDeepStrictEqual(jobSpecOf(run, { ...origin, traceParent: null }).arguments, run.arguments)).toBe(
    true,
  );
  expect(jobSpecOf(run, origin).isSameWork?.({ arguments: spec.arguments! } as never)).toBe(true);
});
