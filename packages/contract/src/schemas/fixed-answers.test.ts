/** Answers that scripts of other products read too: their keys are fixed, no more and no fewer. */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { OPERATIONS } from '../operations.ts';
import { JOB_STATUSES, job, jobExample, submittedJob, submittedJobExample } from './job.ts';
import { profilingRun, profilingRunExample } from './profiling-run.ts';
import { testRun, testRunExample } from './test-run.ts';

interface Fixed {
  readonly answer: string;
  readonly schema: z.ZodType;
  readonly example: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
}

const fixed: Fixed[] = [
  { answer: 'a submission', schema: submittedJob, example: submittedJobExample, keys: ['id', 'created_at'] },
  {
    answer: 'a job',
    schema: job,
    example: jobExample,
    keys: [
      'id',
      'job_key',
      'status',
      'source',
      'created_at',
      'claimed_at',
      'started_at',
      'completed_at',
      'error_message',
    ],
  },
  {
    answer: 'a profiling run',
    schema: profilingRun,
    example: profilingRunExample,
    keys: ['id', 'status', 'table_group_id', 'started_at', 'completed_at', 'result'],
  },
  {
    answer: 'a test run',
    schema: testRun,
    example: testRunExample,
    keys: ['id', 'status', 'test_suite_id', 'table_group_id', 'started_at', 'completed_at', 'result'],
  },
];

describe.each(fixed)('$answer', ({ schema, example, keys }) => {
  it('has exactly its keys', () => {
    expect(schema.safeParse(example).success).toBe(true);
    expect(Object.keys(example).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('cannot do without %s', (key) => {
    const { [key]: _, ...rest } = example;
    expect(schema.safeParse(rest).success).toBe(false);
  });

  it('has no room for another key', () => {
    expect(schema.safeParse({ ...example, extra: 1 }).success).toBe(false);
  });
});

describe('the result of a profiling run', () => {
  const { result } = profilingRunExample;

  it('counts tables, columns, records and issues beside the score', () => {
    expect(Object.keys(result ?? {})).toEqual(['score', 'table_ct', 'column_ct', 'record_ct', 'issues']);
    expect(Object.keys(result?.issues ?? {})).toEqual(['definite', 'likely', 'possible', 'dismissed']);
  });

  it('may be unknown in part while the run is under way, and as a whole before', () => {
    const early = { ...result, score: null, table_ct: null, column_ct: null, record_ct: null };
    expect(profilingRun.safeParse({ ...profilingRunExample, result: early }).success).toBe(true);
    expect(profilingRun.safeParse({ ...profilingRunExample, result: null }).success).toBe(true);
  });
});

describe('the result of a test run', () => {
  it('counts tests by status beside the score', () => {
    const { result } = testRunExample;
    expect(Object.keys(result ?? {})).toEqual(['score', 'tests']);
    expect(Object.keys(result?.tests ?? {})).toEqual([
      'passed',
      'failed',
      'warning',
      'error',
      'log',
      'dismissed',
    ]);
  });
});

describe('job statuses', () => {
  it('are these seven words', () => {
    expect([...JOB_STATUSES].sort()).toEqual(
      ['canceled', 'cancel_requested', 'claimed', 'completed', 'error', 'pending', 'running'].sort(),
    );
  });
});

describe('submission', () => {
  it.each(['submitProfilingRun', 'submitTestRun', 'submitTestGeneration'] as const)(
    '%s answers 202 without needing a body',
    (id) => {
      expect(OPERATIONS[id].success.status).toBe(202);
      expect(OPERATIONS[id].body).toBeNull();
      expect(OPERATIONS[id].success.headers).toContain('Location');
    },
  );
});
