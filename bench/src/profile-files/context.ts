import type { EngineOptions } from '@assay/engine';
import type { TableFile } from './shapes.ts';

export interface FileContext {
  readonly file: TableFile;
  readonly options: EngineOptions;
  readonly threads: number;
}
