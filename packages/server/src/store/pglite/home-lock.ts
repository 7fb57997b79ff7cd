/** One process at a time in a data directory: the embedded database does not check, and two would destroy it without a word. */
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailableError } from '../store-error.ts';
import { processStartedAt } from './process-start.ts';

export interface LockHolder {
  readonly pid: number;
  /** Tells a process from a later one with the same number; null where the system does not say. */
  readonly processStart: string | null;
  /** Process numbers mean something on this machine (or in this container) only. */
  readonly machine: string;
  /** Where the holder can be reached; null until it listens. */
  readonly url: string | null;
  /** Makes every holder's file unlike any other's. */
  readonly nonce: string;
}

export interface HomeLock {
  /** Writes the address that a second process is told. */
  announce(url: string): void;
  release(): void;
}

const LOCK_FILE = 'store.lock';
const BEAT_MS = 5_000;
/** A holder on another machine (a shared volume) counts as gone when its file was not touched for this long. */
const FOREIGN_SILENCE_MS = 30_000;

/** Takes the lock of a data directory, creating it; throws StoreUnavailableError that names the process holding it. */
export function takeHomeLock(home: string): HomeLock {
  mkdirSync(home, { recursive: true });
  const file = join(home, LOCK_FILE);
  let mine: LockHolder = {
    pid: process.pid,
    processStart: processStartedAt(process.pid),
    machine: hostname(),
    url: null,
    nonce: randomUUID(),
  };
  while (!tryCreate(file, mine)) {
    const holder = readHolder(file);
    if (holder === null) continue;
    if (isAlive(holder, file)) throw refusal(home, holder);
    removeStale(file, holder);
  }
  const beat = setInterval(() => touch(file), BEAT_MS).unref();
  return {
    announce(url) {
      mine = { ...mine, url };
      const draft = `${file}.${mine.nonce}`;
      writeFileSync(draft, JSON.stringify(mine));
      renameSync(draft, file);
    },
    release() {
      clearInterval(beat);
      if (readHolder(file)?.nonce === mine.nonce) rmSync(file, { force: true });
    },
  };
}

/** Who has a data directory; null when nobody alive has. */
export function lockHolder(home: string): LockHolder | null {
  const file = join(home, LOCK_FILE);
  const holder = readHolder(file);
  return holder !== null && isAlive(holder, file) ? holder : null;
}

/** Links a complete file into place: fails when one is there, and nobody ever reads half of it. */
function tryCreate(file: string, holder: LockHolder): boolean {
  const draft = `${file}.${holder.nonce}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Null when the file is gone; a file that is no lock counts as held by a dead process. */
function readHolder(file: string): LockHolder | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text) as LockHolder;
  } catch {
    return { pid: 0, processStart: null, machine: hostname(), url: null, nonce: text };
  }
}

function isAlive(holder: LockHolder, file: string): boolean {
  if (holder.machine !== hostname()) return Date.now() - modifiedAt(file) < FOREIGN_SILENCE_MS;
  if (holder.pid <= 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const start = processStartedAt(holder.pid);
  return start === null || holder.processStart === null || start === holder.processStart;
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * Moves a dead process's lock away. Another process may do the same at the same moment and have its own lock
 * in place by now: then that one was moved, is recognised by its nonce, and is put back. Should a third have
 * taken the place in between, the put-back fails and so does this start: better none than two.
 */
function removeStale(file: string, stale: LockHolder): void {
  const aside = `${file}.stale-${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    if (readHolder(aside)?.nonce !== stale.nonce) linkSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The next beat tries again; on this machine the process number decides anyway.
  }
}

function refusal(home: string, holder: LockHolder): StoreUnavailableError {
  const place = holder.url === null ? 'it is still starting' : `it serves ${holder.url}`;
  const machine = holder.machine === hostname() ? '' : ` on ${holder.machine}`;
  return new StoreUnavailableError(
    `The data directory ${home} is in use by process ${holder.pid}${machine} (${place}). ` +
      'Talk to that server, stop it first, or set ASSAY_HOME to another directory.',
  );
}
