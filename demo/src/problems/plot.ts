/** A table being planted: remembers which cells are taken, so that no two problems meet in one cell. */
import type { Random } from '../random.ts';
import type { Row, Table } from '../table.ts';

export class Plot {
  readonly rows: Row[];
  readonly random: Random;
  readonly #takenCells = new Map<string, Set<Row>>();
  readonly #takenRows = new Set<Row>();

  constructor(table: Table, random: Random) {
    this.rows = table.rows;
    this.random = random;
  }

  /** `count` rows whose cell in `column` has a value and is free; takes them. Throws when there are too few. */
  takeCells(column: string, count: number, where: (row: Row) => boolean = () => true): Row[] {
    const taken = this.#takenCells.get(column) ?? new Set();
    this.#takenCells.set(column, taken);
    const free = this.rows.filter((row) => !taken.has(row) && row[column] !== null && where(row));
    const chosen = this.#choose(free, count, column);
    for (const row of chosen) taken.add(row);
    return chosen;
  }

  /** `count` rows in which nothing is planted; takes them whole. Throws when there are too few. */
  takeRows(count: number): Row[] {
    return this.#choose(
      this.rows.filter((row) => !this.#takenRows.has(row)),
      count,
      'whole rows',
    );
  }

  #choose(free: readonly Row[], count: number, what: string): Row[] {
    if (free.length < count) throw new RangeError(`${what}: ${count} to plant, ${free.length} free`);
    const chosen = this.random.sample(free, count);
    for (const row of chosen) this.#takenRows.add(row);
    return chosen;
  }
}
