/** Tests that several defects would be noticed by, with limits that leave room for data that are merely new. */

import type { MutationSite, Remedy } from '../mutation.ts';
import { formatColumnList } from '../test-parameters/column-list.ts';
import { formatValueList } from '../test-parameters/value-list.ts';
import { shapeToPattern } from '../test-parts/shape-pattern.ts';
import { codesOf, isKey } from './column-kinds.ts';

type Table = Omit<MutationSite, 'column'>;

const NONE_TOLERATED = '0';

/** The values that there are, where they are few. */
export function closedList({ column }: MutationSite): Remedy[] {
  const values = codesOf(column);
  return values === null
    ? []
    : [
        {
          testType: 'LOV_Match',
          column: column.name,
          parameters: { baseline_value: formatValueList(values), threshold_value: NONE_TOLERATED },
        },
      ];
}

/** The one shape that all texts have. */
export function onePattern({ column }: MutationSite): Remedy[] {
  const { onlyShape } = column.facts;
  return onlyShape === null || onlyShape.trim() === ''
    ? []
    : [
        {
          testType: 'Pattern_Match',
          column: column.name,
          parameters: { baseline_value: shapeToPattern(onlyShape), threshold_value: NONE_TOLERATED },
        },
      ];
}

/** As short as the shortest text and no shorter. */
export function leastLength({ column }: MutationSite): Remedy[] {
  const { shortest } = column.facts;
  return shortest === null || shortest < 2
    ? []
    : [
        {
          testType: 'Text_Length_Range',
          column: column.name,
          parameters: { lower_tolerance: String(shortest), threshold_value: NONE_TOLERATED },
        },
      ];
}

/** Once the whole span above what there is, and below it too, unless nothing was ever negative. */
export function roomyRange({ column }: MutationSite): Remedy[] {
  const [low, high] = [Number(column.facts.smallest), Number(column.facts.largest)];
  const span = high - low;
  if (column.facts.smallest === null || !Number.isFinite(span)) return [];
  return [
    {
      testType: 'Value_Range',
      column: column.name,
      parameters: {
        lower_tolerance: String(low >= 0 ? 0 : low - span),
        upper_tolerance: String(high + span),
        threshold_value: NONE_TOLERATED,
      },
    },
  ];
}

export const columnTest = (
  testType: string,
  { column }: MutationSite,
  parameters: Remedy['parameters'] = { threshold_value: NONE_TOLERATED },
): Remedy => ({ testType, column: column.name, parameters });

/** A key of the table, else whole rows, must come once. */
export function nothingTwice({ table }: Table): Remedy[] {
  const key = table.columns.find((column) => isKey(column, table.rows));
  return [
    ...(key === undefined
      ? []
      : [{ testType: 'Unique', column: key.name, parameters: { threshold_value: NONE_TOLERATED } }]),
    {
      testType: 'Dupe_Rows',
      column: null,
      parameters: { groupby_names: formatColumnList(table.columns.map(({ name }) => name)) },
    },
  ];
}
