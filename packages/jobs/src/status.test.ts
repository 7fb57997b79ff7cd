import { describe, expect, it } from 'vitest';
import { JOB_SCHEMA_STATEMENTS } from './schema.ts';
import { isLegalEdge, JOB_STATUSES, sourcesOf, TERMINAL_STATUSES } from './status.ts';

describe('the states of a job', () => {
  it('has these edges and no other', () => {
    const edges = JOB_STATUSES.flatMap((from) =>
      JOB_STATUSES.filter((to) => isLegalEdge(from, to)).map((to) => `${from} -> ${to}`),
    );
    expect(edges.sort()).toEqual([
      'cancel_requested -> cancel_requested',
      'cancel_requested -> canceled',
      'claimed -> cancel_requested',
      'claimed -> error',
      'claimed -> running',
      'pending -> cancel_requested',
      'pending -> claimed',
      'running -> cancel_requested',
      'running -> completed',
      'running -> error',
    ]);
  });

  it('ends in completed, error and canceled', () => {
    expect([...TERMINAL_STATUSES].sort()).toEqual(['canceled', 'completed', 'error']);
  });

  it('knows where a state is entered from', () => {
    expect(sourcesOf('error')).toEqual(['claimed', 'running']);
    expect(sourcesOf('pending')).toEqual([]);
  });

  it('is the same in the schema', () => {
    const check = /job_status_known CHECK \(status IN\s*\(([^)]*)\)/.exec(
      JOB_SCHEMA_STATEMENTS[0] ?? '',
    )?.[1];
    const written = check?.split(',').map((status) => status.trim().replaceAll("'", ''));
    expect(written?.sort()).toEqual([...JOB_STATUSES].sort());
  });
});
