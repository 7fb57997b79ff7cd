/** A part of a column's values, looked at one by one: what no pattern can tell. Values never leave this file. */
import { countValueKinds, type ValueKindCounts, type ValueRecogniser } from '@assay/checks';
import type { Dialect, Renderer } from '@assay/dialects';
import type { Row } from '../target.ts';
import type { ColumnPlan } from './column-plan.ts';
import { DICTIONARY_SIZE, dictionarySample } from './dictionary-sample.ts';
import type { StatementArms } from './statement-arms.ts';
import { type GroupingOptions, SAMPLED } from './value-grouping-arms.ts';

const VALUES_LOOKED_AT = 500;
/** Half of it at least is left of a large dictionary; four times as many make fewer than 500 all but impossible. */
const PREFILTER = VALUES_LOOKED_AT * 4;
/** No kind is longer, and a column of documents must not be fetched. */
const MAX_LENGTH = 200;

/** Null for columns that hold none of the kinds: fractions, dates, times, booleans. */
export function valueKindArms(
  renderer: Renderer,
  dialect: Dialect,
  plan: ColumnPlan,
  columns: number,
  options: GroupingOptions,
): StatementArms | null {
  const { generalType, isDecimal } = plan.column.description;
  const isWhole = generalType === 'N' && isDecimal === false;
  if (!isWhole && generalType !== 'A' && generalType !== 'X') return null;
  const text = renderer.expression(plan.subject.text);
  // The hash of each value is dear: where the patterns have chosen by it already, the choice is made among those.
  const isChosen =
    plan.subject.text === plan.subject.value &&
    plan.groupings.some(({ grouping }) => grouping.name === 'patterns') &&
    options.patternDictionaryLimit >= PREFILTER;
  const from = isChosen ? `${SAMPLED} AS d` : 'd JOIN size ON size.col = d.col';
  const kept = `SELECT d.col, ${text} AS text FROM ${from} WHERE ${text} IS NOT NULL AND ${dictionarySample(text, PREFILTER)}`;
  const looked = dialect.abilities.listsSmallest
    ? [
        {
          col: 'col',
          from: `(SELECT col, unnest(min_by(text, md5(text), ${VALUES_LOOKED_AT})) AS text FROM kept GROUP BY col)`,
        },
      ]
    : Array.from({ length: columns }, (_, col) => ({
        col: String(col),
        from: `(SELECT text FROM kept WHERE col = ${col} ORDER BY md5(text) LIMIT ${VALUES_LOOKED_AT})`,
      }));
  return {
    tables: [DICTIONARY_SIZE, `kept AS MATERIALIZED (${kept})`],
    selects: looked.map(({ col, from }) => ({
      items: `${col}, 'kinds', left(text, ${MAX_LENGTH}), 1`,
      from: `${from} AS looked`,
    })),
  };
}

export const readValueKinds = (
  rows: readonly Row[],
  recognisers: readonly ValueRecogniser[],
): ValueKindCounts =>
  countValueKinds(
    rows.filter((row) => row.part === 'kinds').map((row) => String(row.item)),
    recognisers,
  );
