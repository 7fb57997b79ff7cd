/** A problem as it is declared: where, what it teaches, and either how it is planted or how it is recognised. */
import type { Expectation, ProblemKind } from '../manifest.ts';
import type { Cell, Row } from '../table.ts';
import type { Plot } from './plot.ts';

export interface Planted {
  readonly cells: number;
  readonly example: Cell;
}

interface ProblemDeclaration {
  /** Null when whole rows are the problem. */
  readonly column: string | null;
  readonly kind: ProblemKind;
  readonly expect: Expectation;
  readonly teaches: string;
}

/** Spoils cells of a clean table. Planting runs in the order of the list: whole-row copies come last. */
export interface PlantedKind extends ProblemDeclaration {
  readonly plant: (plot: Plot) => Planted;
}
/** A trait of the column itself: its cells are counted once everything is planted. */
export interface InherentKind extends ProblemDeclaration {
  readonly recognise: (rows: readonly Row[]) => Planted;
}
export type Problem = PlantedKind | InherentKind;
