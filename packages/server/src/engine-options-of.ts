/** How the settings of a server limit the engine. */
import { join } from 'node:path';
import { DEFAULT_ENGINE_OPTIONS, type EngineOptions } from '@assay/engine';
import type { ServerConfig } from './config.ts';
import { engineSpans } from './tracing/engine-spans.ts';

export function engineOptionsOf(config: ServerConfig): EngineOptions {
  return {
    ...DEFAULT_ENGINE_OPTIONS,
    fileRoots: config.fileRoots,
    scratchDirectory: join(config.home, 'scratch'),
    memoryLimitBytes: config.memoryLimitBytes,
    statementTimeoutMs: config.statementTimeoutMs,
    observer: engineSpans,
  };
}
