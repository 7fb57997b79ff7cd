/**
 * Which damage goes where and when. One round damages at most every other column of a table, so that neighbours stay clean.
 * Unless asked for all severities, each kind has one in each column, in turn: every kind has them all over the columns.
 */

import type { Dataset, QualityTable } from './dataset.ts';
import type { ErrorKind, Severity } from './error-kind.ts';
import { ERROR_KINDS } from './error-kinds.ts';

export interface PlannedDamage {
  readonly table: string;
  readonly column: string;
  readonly kind: ErrorKind;
  readonly severity: Severity;
}
export type Round = readonly PlannedDamage[];

/** Every kind in every column that it suits, once, or once in each severity. */
export function planRounds(dataset: Dataset, allSeverities = false): Round[] {
  const perTable = dataset.tables.map((table) => tableRounds(dataset, table, allSeverities));
  const length = Math.max(...perTable.map((rounds) => rounds.length));
  return Array.from({ length }, (_, round) => perTable.flatMap((rounds) => rounds[round] ?? []));
}

function tableRounds(dataset: Dataset, table: QualityTable, allSeverities: boolean): Round[] {
  const queues = table.columns.map((column, place) => {
    const suiting = ERROR_KINDS.filter((kind) => kind.suits({ dataset, table, column })).flatMap(
      (kind, turn) => {
        const { severities } = kind;
        const chosen = allSeverities
          ? severities
          : [severities[(place + turn) % severities.length] as Severity];
        return chosen.map((severity) => ({ table: table.name, column: column.name, kind, severity }));
      },
    );
    const alone = suiting.filter(({ kind }) => kind.scope === 'table');
    const shared = suiting.filter(({ kind }) => kind.scope === 'column');
    // Each column begins at another place, so that a round mixes kinds.
    const start = shared.length === 0 ? 0 : (place * 7) % shared.length;
    return { alone, shared: [...shared.slice(start), ...shared.slice(0, start)] };
  });
  const together = [0, 1].flatMap((parity) => {
    const columns = queues.filter((_, place) => place % 2 === parity).map(({ shared }) => shared);
    const length = Math.max(0, ...columns.map((queue) => queue.length));
    return Array.from({ length }, (_, turn) => columns.flatMap((queue) => queue[turn] ?? []));
  });
  return [...together, ...queues.flatMap(({ alone }) => alone.map((damage) => [damage]))];
}
