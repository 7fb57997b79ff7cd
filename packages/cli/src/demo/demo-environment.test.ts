import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readDemoEnvironment, writeDemoEnvironment } from './demo-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-demo-environment-'));
const file = join(folder, 'demo.env');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ENVIRONMENT = { ASSAY_URL: 'http://127.0.0.1:4080', ASSAY_TOKEN: 'assay_x-_=y', TABLE_GROUP_ID: '1' };

it('reads what it wrote', () => {
  writeDemoEnvironment(file, ENVIRONMENT);
  expect(readDemoEnvironment(file)).toEqual(ENVIRONMENT);
});

it('is for the eyes of its owner, also when the file was there before', () => {
  writeFileSync(file, '', { mode: 0o644 });
  writeDemoEnvironment(file, ENVIRONMENT);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('is nothing without a file, or with one of somebody else', () => {
  expect(readDemoEnvironment(join(folder, 'none.env'))).toBeNull();
  writeFileSync(file, 'PATH=/usr/bin\n');
  expect(readDemoEnvironment(file)).toBeNull();
});
