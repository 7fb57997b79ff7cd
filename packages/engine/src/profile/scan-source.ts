/** Where rows are scanned: a relation, the dialect it is asked in, and a way to ask. */
import type { Dialect, Statement, TableName } from '@assay/dialects';
import type { Row } from '../target.ts';
import type { ScanColumn } from './column-facets.ts';

export interface ScanSource {
  readonly dialect: Dialect;
  readonly relation: TableName;
  readonly columns: readonly ScanColumn[];
  /** Statements at a time. */
  readonly concurrency: number;
  /** Throws TargetError. */
  run(statement: Statement): Promise<readonly Row[]>;
}
