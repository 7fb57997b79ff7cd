/** Does every value of a column stand in the key that it seems to refer to? Asked of the target itself. */
import type { ReferenceAnswer, ReferenceQuestion } from '@assay/checks';
import { asText, createRenderer, type Statement } from '@assay/dialects';
import { columnError } from '../profile/column-error.ts';
import { ordinaryFacets } from '../profile/column-facets.ts';
import { inParallel } from '../profile/in-parallel.ts';
import { inCodePointOrder } from '../profile/text-order.ts';
import type { ColumnDescription, QueryOptions, RelationDescription, Target } from '../target.ts';

export interface ReferenceHooks extends QueryOptions {
  /** A question that stays without an answer, and why. */
  readonly onFailure?: (question: ReferenceQuestion, because: string) => void;
}

/**
 * Answers in the order of the questions; one that fails is left out and told to `hooks.onFailure`. All rows of both tables
 * are looked at, also of tables that were sampled. Throws TargetError when the run is canceled or the target is gone.
 */
export async function answerReferences(
  target: Target,
  schema: string,
  questions: readonly ReferenceQuestion[],
  hooks: ReferenceHooks = {},
): Promise<ReferenceAnswer[]> {
  if (questions.length === 0) return [];
  const { onFailure, ...options } = hooks;
  const names = [...new Set(questions.flatMap(({ table, parentTable }) => [table, parentTable]))];
  const relations = new Map(
    (await target.describe(schema, names, options)).map((relation) => [relation.table, relation]),
  );
  const answers = await inParallel(questions, target.concurrency, async (question) => {
    const child = findColumn(relations.get(question.table), question.column);
    const parent = findColumn(relations.get(question.parentTable), question.parentColumn);
    if (child === null || parent === null) {
      onFailure?.(question, 'One of the two columns is no longer there.');
      return [];
    }
    const about = { table: { schema, table: question.table }, column: question.column };
    try {
      const [row] = await target.query(referenceStatement(target, child, parent), { ...options, about });
      const count = (name: string) => Number(row?.[name] ?? 0);
      return [
        {
          ...question,
          rows: count('row_total'),
          orphanRows: count('orphan_rows'),
          values: count('value_total'),
          orphanValues: count('orphan_values'),
        },
      ];
    } catch (error) {
      onFailure?.(question, columnError(error));
      return [];
    }
  });
  return answers.flat();
}

interface PlacedColumn {
  readonly relation: RelationDescription;
  readonly column: ColumnDescription;
}

function findColumn(relation: RelationDescription | undefined, name: string): PlacedColumn | null {
  const column = relation?.columns.find((candidate) => candidate.name === name);
  return relation === undefined || column === undefined ? null : { relation, column };
}

/** Numbers compare as numbers whatever their types, dates and booleans likewise; all else in its text form. */
const COMPARED_AS_THEMSELVES = new Set(['N', 'D', 'B']);

function referenceStatement(target: Target, child: PlacedColumn, parent: PlacedColumn): Statement {
  const renderer = createRenderer(target.dialect);
  const [a, b] = [child.column.generalType, parent.column.generalType];
  const asThemselves = a === b && COMPARED_AS_THEMSELVES.has(a);
  const spell = ({ column }: PlacedColumn) => {
    const { value, number } = target.facets?.(column) ?? ordinaryFacets(column);
    return renderer.expression(asThemselves ? (number ?? value) : asText(value));
  };
  const from = ({ relation }: PlacedColumn) => renderer.tableName(relation);
  const [held, key] = [spell(child), spell(parent)];
  // Columns of two collations cannot be compared until one is chosen.
  const same = asThemselves ? 'held_value' : inCodePointOrder(target.dialect, 'held_value');
  return renderer.statement(
    'SELECT count(*) AS value_total, coalesce(sum(n), 0) AS row_total, ' +
      'coalesce(sum(CASE WHEN key_value IS NULL THEN 1 ELSE 0 END), 0) AS orphan_values, ' +
      'coalesce(sum(CASE WHEN key_value IS NULL THEN n ELSE 0 END), 0) AS orphan_rows ' +
      `FROM (SELECT ${held} AS held_value, count(*) AS n FROM ${from(child)} WHERE ${held} IS NOT NULL GROUP BY 1) AS held ` +
      `LEFT JOIN (SELECT DISTINCT ${key} AS key_value FROM ${from(parent)} WHERE ${key} IS NOT NULL) AS keys ON key_value = ${same}`,
  );
}
