/** A named pipe between the target's COPY and DuckDB's CSV reader: rows never touch a disk. */
import { execFile } from 'node:child_process';
import { constants, createWriteStream, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const POLL_MS = 2;

export interface RowPipe {
  readonly path: string;
  /** True where the reader must be started before the writer can open. */
  readonly isLive: boolean;
  /**
   * The end to write to, once the reader has opened its own; null when `reading` ended before it did.
   * Opening a pipe waits for the other side without end, in a thread that cannot be interrupted: so this side only ever
   * asks (O_NONBLOCK answers ENXIO while nobody reads), and always opens in the end, which frees a waiting reader.
   */
  openSink(reading: Promise<unknown>): Promise<Writable | null>;
  remove(): Promise<void>;
}

/** Windows has no pipes in the file system: there the rows pass through a file. */
export async function createRowPipe(path: string): Promise<RowPipe> {
  await rm(path, { force: true });
  const remove = () => rm(path, { force: true });
  if (process.platform === 'win32')
    return { path, isLive: false, openSink: async () => createWriteStream(path), remove };
  await promisify(execFile)('mkfifo', ['-m', '600', path]);
  return { path, isLive: true, openSink: (reading) => openWhenRead(path, reading), remove };
}

async function openWhenRead(path: string, reading: Promise<unknown>) {
  let ended = false;
  const onEnd = () => {
    ended = true;
  };
  reading.then(onEnd, onEnd);
  while (!ended) {
    const fd = tryOpen(path);
    // A socket, not a file stream: it waits for room in the pipe without occupying a thread that the reader may need.
    if (fd !== null) return new Socket({ fd, readable: false, writable: true });
    await sleep(POLL_MS);
  }
  return null;
}

/**
 * In this thread: it answers at once, and the threads of the file system may all be waiting as readers of pipes.
 * Null while nobody reads.
 */
function tryOpen(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return null;
    throw error;
  }
}
