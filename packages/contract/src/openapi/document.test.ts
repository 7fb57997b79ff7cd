import { readFile } from 'node:fs/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';
import { defineOperation } from '../operation.ts';
import { OPERATION_LIST } from '../operations.ts';
import { openApiDocument } from './document.ts';

interface Document {
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  readonly components: Record<string, Record<string, unknown>>;
}
const document = openApiDocument('0.1.0') as Document;

const operationOf = (id: string) => {
  const all = Object.values(document.paths).flatMap((path) => Object.values(path));
  return all.find(({ operationId }) => operationId === id);
};

const answers = (id: string) =>
  defineOperation({
    id,
    method: 'GET',
    path: `/${id}`,
    tag: 'Server',
    summary: 'Try',
    description: 'A trial.',
    access: 'none',
    success: {
      status: 200,
      description: 'It.',
      schema: z.object({ [id]: z.string() }).meta({ id: 'DocumentTestThing' }),
    },
    examples: {},
  });

describe('the OpenAPI document', () => {
  it('breaks none of the recommended rules', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(
      problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`),
    ).toEqual([]);
  });

  it('is committed as it is built', async () => {
    const committed = await readFile(new URL('../../openapi.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(openApiDocument(version))));
  });

  it('has every operation under its address', () => {
    for (const { id, method, path } of OPERATION_LIST) {
      expect(document.paths[path]?.[method.toLowerCase()]?.operationId).toBe(id);
    }
  });

  it('has a response for every error that an operation names', () => {
    const responses = Object.keys(document.components.responses ?? {}).join(' ');
    const named = ERROR_CODES.filter((code) => OPERATION_LIST.some(({ errors }) => errors.includes(code)));
    for (const code of named) {
      expect(responses.toLowerCase()).toContain(code.replaceAll('_', ''));
    }
  });

  it('promises 304 where a caller can say what it has seen', () => {
    expect(operationOf('getJob')?.responses).toHaveProperty('304');
    expect(operationOf('getProject')?.responses).not.toHaveProperty('304');
  });

  it('refuses one name for two shapes', () => {
    // zod's registry itself lets the later schema take the name over, so each is added as it is met.
    expect(() => openApiDocument('0', [answers('here'), answers('there')])).toThrow('DocumentTestThing');
  });
});
