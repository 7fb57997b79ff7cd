/** Rows of a column that hold nothing: nulls, empty texts, and fillers that stand for "nothing". */
import type { ColumnProfile } from '../column-profile.ts';
import { countOf } from '../read-measure.ts';

export interface MissingRows {
  readonly nulls: number;
  readonly empty: number;
  readonly fillers: number;
  readonly all: number;
  readonly records: number;
}

/** In a column of numbers 00 and 99 are numbers; in a column of zip codes or phones they still are fillers. */
function fillersIn(column: ColumnProfile): number {
  const isAllNumbers = countOf(column, 'numeric_ct') === countOf(column, 'value_ct');
  const isNumbering = column.semanticType !== 'Phone' && column.semanticType !== 'Zip';
  return isAllNumbers && isNumbering ? 0 : countOf(column, 'filled_value_ct');
}

export function missingRows(column: ColumnProfile): MissingRows {
  const nulls = countOf(column, 'null_value_ct');
  const empty = countOf(column, 'zero_length_ct');
  const fillers = fillersIn(column);
  return { nulls, empty, fillers, all: nulls + empty + fillers, records: countOf(column, 'record_ct') };
}
