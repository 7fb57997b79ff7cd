import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScratchFolder, removeAbandonedScratch } from './scratch-folder.ts';

describe('scratch folders', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assay-scratch-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const disown = async (path: string, changes: Record<string, unknown>) => {
    const file = join(path, 'owner.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), ...changes }));
  };

  it('is made with its parents, and is gone with all it holds', async () => {
    const folder = await createScratchFolder(join(directory, 'a/b'));
    await writeFile(join(folder.path, 'spill.tmp'), 'x');
    await folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });

  it('stays while its process lives', async () => {
    const folder = await createScratchFolder(directory);
    expect(await removeAbandonedScratch(directory)).toBe(0);
    expect(existsSync(folder.path)).toBe(true);
  });

  it('is removed when its process is dead', async () => {
    const folder = await createScratchFolder(directory);
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    await disown(folder.path, { pid: dead });
    expect(await removeAbandonedScratch(directory)).toBe(1);
    expect(await readdir(directory)).toEqual([]);
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'is removed when its pid belongs to another process by now',
    async () => {
      const folder = await createScratchFolder(directory);
      await disown(folder.path, { startedAt: '1' });
      expect(await removeAbandonedScratch(directory)).toBe(1);
    },
  );

  it('of another machine, or without an owner, is left alone; so is everything else', async () => {
    const folder = await createScratchFolder(directory);
    await disown(folder.path, { host: 'elsewhere', pid: 999_999_999 });
    await mkdir(join(directory, 'run-unfinished'));
    await mkdir(join(directory, 'somebody'));
    expect(await removeAbandonedScratch(directory)).toBe(0);
    expect(await readdir(directory)).toHaveLength(3);
  });

  it('a directory that does not exist holds nothing to remove', async () => {
    expect(await removeAbandonedScratch(join(directory, 'nowhere'))).toBe(0);
  });
});
