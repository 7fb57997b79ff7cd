/** Where rows are scanned: a relation, the dialect it is asked in, and a way to ask. */
import type { Dialect, Statement } from '@assay/dialects';
import type { Row } from '../target.ts';
import type { ScanColumn } from './column-facets.ts';

export interface ScanSource {
  readonly dialect: Dialect;
  /** What follows FROM: the relation's name, or a sample of it that is the same for every statement. */
  readonly from: string;
  readonly columns: readonly ScanColumn[];
  /** Statements at a time. */
  readonly concurrency: number;
  /** Throws TargetError. */
  run(statement: Statement): Promise<readonly Row[]>;
}
