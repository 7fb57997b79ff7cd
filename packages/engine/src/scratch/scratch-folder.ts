/** Folders for spill and pipes: one a run, marked with its owner so that a later process can tell whether it is still in use. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'run-';
const OWNER_FILE = 'owner.json';

interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Clock ticks since boot at which the process started, where the system tells: a pid alone is used again. */
  readonly startedAt: string | null;
}

export interface ScratchFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes a folder of its own under `directory`, which is created when missing. Readable by this user alone. */
export async function createScratchFolder(directory: string): Promise<ScratchFolder> {
  const path = join(directory, `${PREFIX}${randomUUID()}`);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const owner: Owner = {
    host: hostname(),
    pid: process.pid,
    startedAt: await processStart(process.pid),
  };
  await writeFile(join(path, OWNER_FILE), JSON.stringify(owner));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/**
 * Removes run folders whose owner has died (kill -9, power loss). Folders of other machines on a shared disk, and
 * of processes that live, stay. Returns how many were removed.
 */
export async function removeAbandonedScratch(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  let removed = 0;
  for (const entry of entries) {
    if (!entry.isDirectory() || !entry.name.startsWith(PREFIX)) continue;
    const path = join(directory, entry.name);
    if (!(await isAbandoned(path))) continue;
    await rm(path, { recursive: true, force: true });
    removed++;
  }
  return removed;
}

async function isAbandoned(path: string): Promise<boolean> {
  const owner = await readOwner(path);
  // Without an owner file the folder is being made at this very moment, or is not ours.
  if (owner === null || owner.host !== hostname()) return false;
  return !(await isRunning(owner));
}

async function readOwner(path: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(join(path, OWNER_FILE), 'utf8')) as Owner;
  } catch {
    return null;
  }
}

async function isRunning(owner: Owner): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  return owner.startedAt === null || owner.startedAt === (await processStart(owner.pid));
}

/** Field 22 of /proc/<pid>/stat (proc(5)); null on systems without it. */
async function processStart(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
