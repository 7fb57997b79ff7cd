import { describe, expect, it } from 'vitest';
import { connectionConfigSchema } from './connection-config.ts';
import { type ErrorEntry, statusOf } from './errors.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { jobExample } from './schemas/job.ts';
import { answerProblems, type RawRequest, readBodyPart, readParams, readRequest } from './validate.ts';

const EMPTY: RawRequest = { query: {}, headers: {}, body: undefined };

function mistakes(operation: Operation, raw: Partial<RawRequest>): readonly ErrorEntry[] {
  const reading = readRequest(operation, { ...EMPTY, ...raw });
  return reading.ok ? [] : reading.errors;
}
const sentences = (operation: Operation, raw: Partial<RawRequest>) =>
  mistakes(operation, raw).map(({ detail }) => detail);

describe('reading the path', () => {
  it('normalises ids', () => {
    const reading = readParams(OPERATIONS.getJob, { job_id: '019C9F2E6C1A7D3B9A524F0E8B7C2D11' });
    expect(reading).toEqual({ ok: true, value: { job_id: '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11' } });
  });

  it('names the malformed parameter', () => {
    const reading = readParams(OPERATIONS.getJob, { job_id: 'latest' });
    expect(reading).toEqual({
      ok: false,
      errors: [{ code: 'invalid_request', path: 'path.job_id', detail: 'path.job_id must be a UUID.' }],
    });
  });
});

describe('reading a request', () => {
  it('fills in defaults', () => {
    const reading = readRequest(OPERATIONS.listJobs, EMPTY);
    expect(reading).toMatchObject({
      ok: true,
      value: { query: { page: 1, limit: 20, status: [], job_key: [] } },
    });
  });

  it('says every mistake of every part at once, each with its place', () => {
    const found = mistakes(OPERATIONS.submitProfilingRun, {
      query: { wait: '61' },
      headers: { 'idempotency-key': '' },
    });
    expect(found.map(({ path }) => path)).toEqual(['query.wait', 'headers.idempotency-key']);
    expect(statusOf(found)).toBe(422);
  });

  it.each([
    [{ query: { limit: '101' } }, 'query.limit must be at most 100.'],
    [{ query: { page: '0' } }, 'query.page must be at least 1.'],
    [{ query: { page: 'two' } }, 'query.page must be a whole number.'],
    [
      { query: { status: 'finished' } },
      'query.status must be one of pending, claimed, running, completed, error, cancel_requested or canceled.',
    ],
  ])('explains %j', (raw, sentence) => {
    expect(sentences(OPERATIONS.listJobs, raw)).toEqual([sentence]);
  });

  it('explains a missing body, a body of the wrong kind, and its fields', () => {
    expect(sentences(OPERATIONS.createProject, {})).toEqual(['body is required.']);
    expect(sentences(OPERATIONS.createProject, { body: [] })).toEqual(['body must be an object.']);
    expect(sentences(OPERATIONS.createProject, { body: { name: '' } })).toEqual([
      'body.project_code is required.',
      'body.name must not be empty.',
    ]);
  });

  it('explains a connection type that does not exist, and a config that does not fit its type', () => {
    expect(
      sentences(OPERATIONS.createConnection, { body: { name: 'x', type: 'abacus', config: {} } }),
    ).toEqual(['body.type must be one of files, duckdb or postgresql.']);
    expect(
      sentences(OPERATIONS.createConnection, {
        body: { name: 'x', type: 'postgresql', config: { host: 'db' } },
      }),
    ).toEqual(['body.config.database is required.', 'body.config.user is required.']);
  });

  it('never repeats what was sent, for it may be a secret', () => {
    const body = {
      name: 'x',
      type: 'postgresql',
      config: { url: ['hunter2'], password: { secret: 'hunter2' } },
    };
    expect(JSON.stringify(mistakes(OPERATIONS.createConnection, { body }))).not.toContain('hunter2');
  });

  it('does not look at a body that the operation does not need', () => {
    expect(mistakes(OPERATIONS.cancelJob, { body: 'anything' })).toEqual([]);
  });
});

describe('reading a part of a body', () => {
  it('places mistakes where that part stands', () => {
    const reading = readBodyPart(connectionConfigSchema('files'), {}, 'config');
    expect(reading).toEqual({
      ok: false,
      errors: [
        { code: 'invalid_request', path: 'body.config.path', detail: 'body.config.path is required.' },
      ],
    });
  });
});

describe('checking an answer', () => {
  it('finds nothing wrong with what was promised', () => {
    expect(answerProblems(OPERATIONS.getJob, jobExample)).toEqual([]);
    expect(answerProblems(OPERATIONS.deleteToken, undefined)).toEqual([]);
  });

  it('names what is missing or too much', () => {
    const { error_message: _, ...rest } = jobExample;
    expect(answerProblems(OPERATIONS.getJob, rest).join()).toContain('error_message');
    expect(answerProblems(OPERATIONS.getJob, { ...jobExample, log: [] }).join()).toContain('log');
    expect(answerProblems(OPERATIONS.deleteToken, {})).not.toEqual([]);
  });
});
