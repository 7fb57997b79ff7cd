import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { EngineOptions } from './target.ts';

const GIBIBYTE = 1024 ** 3;

/**
 * Sensible on a laptop and on a server. `fileRoots` is empty on purpose: nobody's files are readable until
 * somebody says which.
 */
export const DEFAULT_ENGINE_OPTIONS: EngineOptions = {
  fileRoots: [],
  scratchDirectory: join(tmpdir(), 'assay-scratch'),
  // A quarter of the machine: the server, the store and the user's other programs live here too.
  memoryLimitBytes: Math.min(Math.max(Math.floor(totalmem() / 4), GIBIBYTE), 8 * GIBIBYTE),
  threads: Math.min(availableParallelism(), 8),
  statementTimeoutMs: 15 * 60_000,
  maxConnections: 4,
  pullRowLimit: 50_000_000,
  patternDictionaryLimit: 100_000,
};
