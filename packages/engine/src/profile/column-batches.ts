/** Which columns are measured by one statement: those whose dictionaries look alike. */
import type { ColumnPlan } from './column-plan.ts';

/**
 * Dictionaries of one statement lie in memory at the same time (or spill): this many entries at most, if every value
 * occurred once.
 */
const MAX_ENTRIES = 1_000_000;
/** More of them save little, and all are measured again one by one when one of them breaks the statement. */
const MAX_COLUMNS = 100;

/**
 * Plans of one batch have dictionaries of the same types, and so the same measures. Planning and running a statement over no
 * rows to speak of costs some 30 ms of processor time for one column, and 4 to 5 ms a column for a hundred.
 */
export function columnBatches(plans: readonly ColumnPlan[], recordCount: number): ColumnPlan[][] {
  const alike = Map.groupBy(plans, dictionaryType);
  return [...alike.values()].flatMap((group) => {
    const size = Math.max(1, Math.min(MAX_COLUMNS, Math.floor(MAX_ENTRIES / Math.max(1, recordCount))));
    // Shares of one size keep all threads busy to the end.
    const parts = Math.ceil(group.length / size);
    return Array.from({ length: parts }, (_, part) =>
      group.slice(Math.floor((part * group.length) / parts), Math.floor(((part + 1) * group.length) / parts)),
    );
  });
}

function dictionaryType({ column: { description, facets } }: ColumnPlan): string {
  const { generalType, columnType, isDecimal } = description;
  // What is measured as text is text in its dictionary, whatever it was.
  const type = ['A', 'T', 'X'].includes(generalType) ? generalType : columnType;
  return JSON.stringify([generalType, type, isDecimal, 'text' in facets, 'number' in facets]);
}
