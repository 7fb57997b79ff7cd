import { ServerUnreachableError } from '@assay/contract';
import { TargetError } from '@assay/engine';
import { ConfigError } from '@assay/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reportFailure } from './report-failure.ts';
import { UsageError } from './usage-error.ts';

let written: string[];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

it.each([
  [new UsageError('Set ASSAY_TOKEN.'), 2],
  [new ConfigError(['ASSAY_PORT must be a whole number.']), 2],
  [new TargetError('not_found', 'data does not exist.'), 1],
  [new ServerUnreachableError('http://127.0.0.1:1', new Error('refused')), 1],
] as const)('tells %o in its own words, and exits with %i', (error, exitCode) => {
  reportFailure(error);
  expect(written.join('')).toBe(`${error.message}\n`);
  expect(process.exitCode).toBe(exitCode);
});

it('tells where to look when nobody expected the failure, and shows no stack', () => {
  reportFailure(new TypeError('x is not a function'));
  expect(written.join('')).toBe(
    'Unexpected failure: x is not a function\nRun again with ASSAY_LOG_LEVEL=debug to see where it came from.\n',
  );
  expect(process.exitCode).toBe(1);
});

it('shows the stack to those who ask for it', () => {
  vi.stubEnv('ASSAY_LOG_LEVEL', 'debug');
  reportFailure(new TypeError('x is not a function'));
  expect(written.join('')).toMatch(/TypeError: x is not a function\n +at /);
});
