/** `assay profile <path...>`: local files, no server. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type FileProfile, profileFiles } from '../profile-files.ts';
import { renderProfileReport } from '../render/profile-report.ts';

/**
 * Profiles each path in turn. A path of which nothing can be read is told and makes the exit code 1; the others
 * still show.
 */
export async function profile(paths: readonly string[], options: { json: boolean }): Promise<void> {
  const scratchDirectory = mkdtempSync(join(tmpdir(), 'assay-profile-'));
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error('Stopped.'));
  process.once('SIGINT', interrupt);
  const profiles: FileProfile[] = [];
  try {
    for (const path of paths) {
      try {
        const profiled = await profileFiles(
          path,
          { fileRoots: [folderOf(path)], scratchDirectory },
          { signal: interrupted.signal, onProgress: showProgress },
        );
        profiles.push(profiled);
        clearProgress();
        if (!profiled.tables.some(({ error }) => error === null)) process.exitCode = 1;
        if (!options.json) process.stdout.write(`${renderProfileReport(profiled)}\n`);
      } catch (error) {
        if (interrupted.signal.aborted) throw error;
        clearProgress();
        process.stderr.write(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      }
    }
  } finally {
    process.off('SIGINT', interrupt);
    rmSync(scratchDirectory, { recursive: true, force: true });
  }
  if (options.json) process.stdout.write(`${JSON.stringify(profiles, null, 2)}\n`);
}

/** The person named the path, so its folder (the part before any wildcard) is what may be read. */
function folderOf(path: string): string {
  const beforeWildcard = path.split(/[*?[{]/)[0] as string;
  const folder = beforeWildcard === path ? path : `${beforeWildcard}x`;
  const absolute = resolve(folder);
  try {
    return dirname(realpathSync(absolute));
  } catch {
    return dirname(absolute);
  }
}

function showProgress(table: string, done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${table}: ${done} of ${total} columns`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
}
