import { describe, expect, it } from 'vitest';
import { ERROR_CODES, ERRORS } from './errors.ts';
import { OPERATION_LIST, OPERATIONS } from './operations.ts';
import { answerProblems, readRequest } from './validate.ts';

const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

describe('operations together', () => {
  it('are kept under their own ids', () => {
    for (const [id, operation] of Object.entries(OPERATIONS)) expect(operation.id).toBe(id);
  });

  it('have one address each', () => {
    const addresses = OPERATION_LIST.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('ask for a token everywhere but at the health check', () => {
    expect(OPERATION_LIST.filter(({ access }) => access === 'none').map(({ id }) => id)).toEqual([
      'getHealth',
    ]);
  });
});

describe.each(OPERATION_LIST)('$id', (operation) => {
  const { access, params, query, body, errors, examples, success } = operation;

  it('explains itself', () => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(operation.description).toMatch(/^[A-Z].*\.$/);
    expect(success.description).toMatch(/\.$/);
  });

  it('declares exactly the parameters of its path', () => {
    expect(Object.keys(params.shape).sort()).toEqual(pathParameters(operation.path).sort());
  });

  it('finds the resource of its access in its path', () => {
    if (access === 'none' || access.of === 'server') return;
    expect(pathParameters(operation.path)).toContain(access.param);
  });

  it('gives path, query and body different names, because clients write them side by side', () => {
    const names = [...Object.keys(params.shape), ...Object.keys(query.shape)];
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('body');
  });

  it('says how it can fail, in the order of the table', () => {
    expect(errors).toEqual(ERROR_CODES.filter((code) => errors.includes(code)));
    expect(errors).toContain('internal');
    if (access !== 'none') expect(errors).toContain('unauthenticated');
    if (pathParameters(operation.path).length > 0) expect(errors).toContain('not_found');
    if (body !== null) expect(errors).toContain('invalid_request');
    for (const code of errors) expect(ERRORS).toHaveProperty(code);
  });

  it('shows an answer that keeps its promise', () => {
    expect(answerProblems(operation, examples.response)).toEqual([]);
  });

  it('shows a body that it would accept', () => {
    expect('body' in examples).toBe(body !== null);
    if (body !== null) expect(body.safeParse(examples.body).error).toBeUndefined();
  });

  it('can be called without any query', () => {
    if (operation.id === 'listConnectionTables') return;
    const reading = readRequest(operation, { query: {}, headers: {}, body: examples.body });
    expect(reading.ok).toBe(true);
  });

  it('lists in pages, if it lists', () => {
    if (!operation.id.startsWith('list') || operation.id === 'listFailingRows') return;
    expect(query.shape).toHaveProperty('page');
    expect(query.shape).toHaveProperty('limit');
    expect(Object.keys(examples.response as object)).toEqual(['items', 'page', 'limit', 'total']);
  });
});
