/** Does one value of a column always come with one value of another? Asked of the rows that were measured. */
import type { DependencyAnswer, DependencyQuestion } from '@assay/checks';
import { createRenderer, type Statement } from '@assay/dialects';
import { columnError } from '../profile/column-error.ts';
import { inParallel } from '../profile/in-parallel.ts';
import type { ScanSource } from '../profile/scan-source.ts';

/** Each question is one scan. The first questions are the best ones, so large tables answer fewer of them. */
const ROWS_READ_AT_MOST = 5_000_000;
const FEWEST_QUESTIONS = 3;

/** A question that fails is left out. Throws TargetError only for what ends the whole run. */
export async function answerDependencies(
  source: ScanSource,
  rows: number,
  questions: readonly DependencyQuestion[],
): Promise<DependencyAnswer[]> {
  const affordable = Math.max(FEWEST_QUESTIONS, Math.floor(ROWS_READ_AT_MOST / Math.max(rows, 1)));
  const asked = questions.slice(0, affordable);
  const answers = await inParallel(asked, source.concurrency, async (question) => {
    const statement = dependencyStatement(source, question);
    if (statement === null) return [];
    try {
      const [row] = await source.run(statement);
      const count = (name: string) => Number(row?.[name] ?? 0);
      return [
        {
          ...question,
          rows: count('row_total'),
          groups: count('group_total'),
          repeatedGroups: count('repeated'),
          violatingGroups: count('violating'),
          violatingRows: count('violating_rows'),
        },
      ];
    } catch (error) {
      columnError(error);
      return [];
    }
  });
  return answers.flat();
}

/** Null when the question names a column that is not there. */
function dependencyStatement(
  source: ScanSource,
  { determinant, dependent }: DependencyQuestion,
): Statement | null {
  const renderer = createRenderer(source.dialect);
  const spell = (name: string) => {
    const found = source.columns.find(({ description }) => description.name === name);
    return found === undefined ? null : renderer.expression(found.facets.value);
  };
  const [a, b] = [spell(determinant), spell(dependent)];
  if (a === null || b === null) return null;
  const pairs =
    `SELECT ${a} AS determinant, ${b} AS dependent, count(*) AS n FROM ${source.from} ` +
    `WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL GROUP BY 1, 2`;
  const groups = `SELECT sum(n) AS n, max(n) AS most, count(*) AS kinds FROM (${pairs}) AS pairs GROUP BY determinant`;
  return renderer.statement(
    'SELECT count(*) AS group_total, coalesce(sum(n), 0) AS row_total, ' +
      'coalesce(sum(CASE WHEN n > 1 THEN 1 ELSE 0 END), 0) AS repeated, ' +
      'coalesce(sum(CASE WHEN kinds > 1 THEN 1 ELSE 0 END), 0) AS violating, ' +
      `coalesce(sum(n - most), 0) AS violating_rows FROM (${groups}) AS determinants`,
  );
}
