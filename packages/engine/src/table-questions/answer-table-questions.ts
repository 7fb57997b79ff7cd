/** What is asked of whole rows, once the columns are known. */
import { type DependencyAnswer, type MeasuredTable, planDependencies } from '@assay/checks';
import { columnError } from '../profile/column-error.ts';
import type { ScanSource } from '../profile/scan-source.ts';
import { answerDependencies } from './answer-dependencies.ts';
import { countDuplicateRows } from './count-duplicate-rows.ts';

export interface TableAnswers {
  /** Null also for samples, whose rows hardly meet their twins. */
  readonly duplicateRows: number | null;
  readonly dependencies: readonly DependencyAnswer[];
}

/**
 * Of the rows that were read: the whole table or the sample. What cannot be answered stays open, and the table's measures
 * stand. Throws TargetError only for what ends the whole run.
 */
export async function answerTableQuestions(source: ScanSource, table: MeasuredTable): Promise<TableAnswers> {
  const rows = table.sampledRows ?? table.recordCount ?? 0;
  if (rows === 0) return { duplicateRows: table.columns.length === 0 ? null : 0, dependencies: [] };
  const isSample = table.sampledRows !== null;
  const duplicateRows = isSample ? null : await orNothing(countDuplicateRows(source, table.columns));
  return { duplicateRows, dependencies: await answerDependencies(source, rows, planDependencies(table)) };
}

async function orNothing<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    columnError(error);
    return null;
  }
}
