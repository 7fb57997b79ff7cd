/** The lists of a column (most frequent values, patterns, weekdays ...) as parts of its statement. */
import type { GroupingName, GroupingResult } from '@assay/checks';
import type { Dialect, Renderer } from '@assay/dialects';
import type { ColumnDescription, Row } from '../target.ts';
import type { PlannedGrouping } from './column-plan.ts';
import { DICTIONARY_SIZE, dictionarySample } from './dictionary-sample.ts';
import { momentText } from './read-measure.ts';
import type { StatementArms } from './statement-arms.ts';
import { topItems } from './top-items.ts';

export interface GroupingOptions {
  /** Dictionaries with more entries have their patterns estimated. */
  readonly patternDictionaryLimit: number;
}

/** Table of the entries (col, value, weight, entries) whose patterns are looked at. */
export const SAMPLED = 'sampled';

export function groupingArms(
  renderer: Renderer,
  dialect: Dialect,
  { grouping: { name, limit }, item: expression }: PlannedGrouping,
  columns: number,
  options: GroupingOptions,
): StatementArms {
  const item = renderer.expression(expression);
  const top = (entries: string) => topItems(dialect, { name, entries, limit }, columns);
  // Text forms of different values differ, so the dictionary's own rows are the groups.
  if (name === 'frequencies') return top(`SELECT col, ${item} AS item, weight AS n FROM d`);
  const itemsOf = (entries: string) => `(SELECT col, ${item} AS item, weight FROM ${entries}) AS items`;
  const sumOf = (items: string) => `SELECT col, item, sum(weight) AS n FROM ${items} GROUP BY col, item`;
  if (name !== 'patterns') return top(sumOf(`${itemsOf('d')} WHERE item IS NOT NULL`));
  // Exact patterns of 1,000,000 unique values of 36 characters cost more than all other measures of the column together.
  const sampled = dictionarySample('value', options.patternDictionaryLimit);
  // Nulls stay in: with a condition, each shape would be made once to see that it is not null and once more to count it.
  const groups = top(sumOf(itemsOf(SAMPLED)));
  return {
    tables: [
      DICTIONARY_SIZE,
      `${SAMPLED} AS MATERIALIZED (SELECT d.col, value, weight, entries FROM d JOIN size ON size.col = d.col WHERE value IS NOT NULL AND ${sampled})`,
      ...groups.tables,
    ],
    selects: [
      ...groups.selects,
      {
        items: `col, '${name}:sampled', CAST(min(entries) AS text), sum(weight)`,
        from: `${SAMPLED} GROUP BY col`,
      },
    ],
  };
}

/** The grouping's rows of an answer; `valueCount` = non-null rows of the column. */
export function readGrouping(
  rows: readonly Row[],
  { grouping: { name, limit } }: PlannedGrouping,
  column: ColumnDescription,
  valueCount: number,
  options: GroupingOptions,
): GroupingResult {
  const rowOf = (part: string) => rows.find((row) => row.part === part);
  const total = rowOf(`${name}:total`);
  const sampled = rowOf(`${name}:sampled`);
  const estimated = Number(sampled?.item ?? 0) > options.patternDictionaryLimit;
  const sampledRows = Number(sampled?.n ?? 0);
  const scale = estimated && sampledRows > 0 ? valueCount / sampledRows : 1;
  const items = rows
    .filter((row) => row.part === name)
    .toSorted((a, b) => Number(b.n) - Number(a.n) || byCodePoint(String(a.item), String(b.item)))
    .slice(0, limit)
    .map((row) => ({
      value: itemText(String(row.item), name, column),
      count: Math.round(Number(row.n) * scale),
    }));
  const listed = items.reduce((sum, item) => sum + item.count, 0);
  const allRows = Math.round(Number(total?.n ?? 0) * scale);
  return {
    items,
    distinct: Number(total?.item ?? 0),
    otherRows: Math.max(0, allRows - listed),
    estimated,
  };
}

/** Rows of a union come in any order. */
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Engines write doubles and moments each in their own way; sentinels are written as the list has them. */
function itemText(written: string, name: GroupingName, column: ColumnDescription): string {
  if (name !== 'frequencies' && name !== 'sentinels') return written;
  if (column.generalType === 'D') return name === 'sentinels' ? written : momentText(written);
  const isDouble = column.generalType === 'N' && (column.isDecimal === null || name === 'sentinels');
  const number = Number(written);
  return isDouble && !Number.isNaN(number) ? String(number) : written;
}
