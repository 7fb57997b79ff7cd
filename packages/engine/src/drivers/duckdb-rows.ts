/** The answer of an in-process DuckDB, cell by cell, so that one that is too large is noticed before all of it is here. */
import type { DuckDBResult } from '@duckdb/node-api';
import type { Cell, Row, TargetLocation } from '../target.ts';
import { answerTooLarge, MAX_ANSWER_BYTES } from './answer-limit.ts';
import { duckdbCell } from './duckdb-values.ts';

/** Of anything but a text; what matters are texts. */
const CELL_BYTES = 8;

export async function readDuckdbRows(result: DuckDBResult, about: TargetLocation = {}): Promise<Row[]> {
  const names = result.columnNames();
  const rows: Row[] = [];
  let bytes = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const columns = names.map((_, index) => chunk!.getColumnVector(index));
    for (let index = 0; index < chunk.rowCount; index++) {
      const cells = columns.map((column) => duckdbCell(column.getItem(index)));
      bytes += cells.reduce<number>((sum, cell) => sum + sizeOf(cell), 0);
      if (bytes > MAX_ANSWER_BYTES) throw answerTooLarge(about);
      rows.push(Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null])));
    }
  }
  return rows;
}

const sizeOf = (cell: Cell): number => (typeof cell === 'string' ? cell.length : CELL_BYTES);
