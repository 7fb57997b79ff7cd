/** The ways in which data go bad, as building blocks for the tables' lists of problems. */
import type { Random } from '../random.ts';
import type { Cell, Row } from '../table.ts';
import type { InherentKind, PlantedKind } from './problem.ts';

type Planter = PlantedKind['plant'];
type Recogniser = InherentKind['recognise'];

/** `count` values of `column` become what `change` makes of them. */
export function rewrite(
  column: string,
  count: number,
  change: (value: string, random: Random, row: Row) => Cell,
  where?: (row: Row) => boolean,
): Planter {
  return (plot) => {
    const rows = plot.takeCells(column, count, where);
    for (const row of rows) row[column] = change(row[column] as string, plot.random, row);
    return { cells: rows.length, example: rows[0]?.[column] ?? null };
  };
}

/** Appends exact copies of `count` rows: the tail of a load that ran twice. */
export function repeatRows(count: number): Planter {
  return (plot) => {
    plot.rows.push(...plot.takeRows(count).map((row) => ({ ...row })));
    return { cells: count, example: null };
  };
}

/**
 * Appends rows that repeat the key of another row and differ from it in `columns`, which they take from a third
 * row. The copied rows stay clear of every other problem.
 */
export function repeatKey(key: string, count: number, columns: readonly string[]): Planter {
  return (plot) => {
    const originals = plot.takeRows(count);
    const donors = plot.takeRows(count);
    for (const [i, original] of originals.entries()) {
      const donor = donors[i] as Row;
      const copy = {
        ...original,
        ...Object.fromEntries(columns.map((column) => [column, donor[column] ?? null])),
      };
      plot.rows.push(copy);
    }
    return { cells: count, example: originals[0]?.[key] ?? null };
  };
}

/** Every value of the column that is not blank has the trait. */
export function everyValue(column: string): Recogniser {
  return (rows) => {
    const filled = rows.filter((row) => row[column] !== null && row[column] !== '');
    return { cells: filled.length, example: filled[0]?.[column] ?? null };
  };
}

/** The column has no value in any row. */
export function noValue(): Recogniser {
  return (rows) => ({ cells: rows.length, example: null });
}

/** Days without a row between the first and the last day of `column`. */
export function daysWithoutRows(column: string): Recogniser {
  return (rows) => {
    const days = [...new Set(rows.map((row) => row[column]))].filter((day) => day !== null).sort();
    const millisecondsPerDay = 86_400_000;
    const span =
      (Date.parse(days[days.length - 1] as string) - Date.parse(days[0] as string)) / millisecondsPerDay;
    return { cells: span + 1 - days.length, example: null };
  };
}
