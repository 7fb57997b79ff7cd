/** The score of a suite: the share of injected defects that at least one of its tests notices. */

export interface ScoredMutant {
  readonly mutation: string;
  readonly table: string;
  /** Null for defects of whole rows. */
  readonly column: string | null;
  readonly caught: boolean;
}

export interface CaughtShare {
  readonly mutants: number;
  readonly caught: number;
  /** 0 ... 1; null when there was nothing to catch. */
  readonly score: number | null;
}

export interface MutationScore extends CaughtShare {
  readonly byMutation: readonly (CaughtShare & Pick<ScoredMutant, 'mutation'>)[];
  readonly byTable: readonly (CaughtShare & Pick<ScoredMutant, 'table'>)[];
  readonly byColumn: readonly (CaughtShare & Pick<ScoredMutant, 'table' | 'column'>)[];
}

/** Every mutant counts alike. Parts are in the order of their names, the worst caught ones are for the reader to find. */
export function scoreMutants(mutants: readonly ScoredMutant[]): MutationScore {
  return {
    ...caughtShare(mutants),
    byMutation: grouped(mutants, ({ mutation }) => ({ mutation })),
    byTable: grouped(mutants, ({ table }) => ({ table })),
    byColumn: grouped(mutants, ({ table, column }) => ({ table, column })),
  };
}

function caughtShare(mutants: readonly ScoredMutant[]): CaughtShare {
  const caught = mutants.filter((mutant) => mutant.caught).length;
  return { mutants: mutants.length, caught, score: mutants.length === 0 ? null : caught / mutants.length };
}

function grouped<Part extends object>(
  mutants: readonly ScoredMutant[],
  partOf: (mutant: ScoredMutant) => Part,
): (CaughtShare & Part)[] {
  const groups = Map.groupBy(mutants, (mutant) => JSON.stringify(Object.values(partOf(mutant))));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({ ...partOf(group[0]!), ...caughtShare(group) }));
}
