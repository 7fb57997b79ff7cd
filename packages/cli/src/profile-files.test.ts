import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { profileFiles } from './profile-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-profile-files-'));
const data = join(folder, 'data');
const scratchDirectory = join(folder, 'scratch');
mkdirSync(data);
writeFileSync(join(data, 'b.csv'), 'id,name\n1,Ada\n2,  Bo\n3,Cy\n4,Di\n');
writeFileSync(join(data, 'a.csv'), 'id\n1\n2\n');
writeFileSync(join(data, 'bad.parquet'), 'PAR1 no parquet PAR1');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const profile = (path: string, signal = new AbortController().signal, roots = [folder]) =>
  profileFiles(path, { fileRoots: roots, scratchDirectory }, { signal });

it('profiles every file as a table, in the order of their names', async () => {
  const { tables, issues, score } = await profile(data);
  expect(tables.map(({ table, recordCount }) => [table, recordCount])).toEqual([
    ['a', 2],
    ['b', 4],
    ['bad', null],
  ]);
  expect(issues).toContainEqual(
    expect.objectContaining({ issueType: 'Leading_Spaces', table: 'b', column: 'name' }),
  );
  expect(score).toBeGreaterThan(0);
  expect(score).toBeLessThan(1);
});

it('warns of a bad file among good ones', async () => {
  const { warnings } = await profile(data);
  expect(warnings).toEqual([expect.stringMatching(/^bad: .*bad\.parquet/)]);
});

it('has no score when nothing could be measured', async () => {
  expect(await profile(join(data, 'bad.parquet'))).toMatchObject({ score: null, issues: [] });
});

it('refuses paths outside the folders that it may read', async () => {
  await expect(profile('/etc/hostname', undefined, [data])).rejects.toMatchObject({ name: 'TargetError' });
});

it('stops when it is asked to, and leaves nothing behind', async () => {
  await expect(profile(data, AbortSignal.abort(new Error('enough')))).rejects.toThrow();
  const left = readdirSync(folder).includes('scratch') ? readdirSync(scratchDirectory) : [];
  expect(left).toEqual([]);
});
